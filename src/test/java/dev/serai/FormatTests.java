package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One format for every source file. {@code mvn test -Dtest=FormatTests -Dformat=apply} puts them in order. It is a test
 * because it must run on the JDK that compiles, which is newer than the one that may have started Maven.
 */
class FormatTests {

    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(true)
            .build());

    @Test
    void everySourceFileIsFormatted() throws Exception {
        var apply = "apply".equals(System.getProperty("format"));
        var wrong = new ArrayList<Path>();

        for (var root : new String[] {"src/main/java", "src/test/java", "src/bench/java"}) {
            for (var file : javaFiles(Path.of(root))) {
                var source = Files.readString(file);
                var formatted = format(source);
                if (!source.equals(formatted) && apply) {
                    Files.writeString(file, formatted);
                } else if (!source.equals(formatted)) {
                    wrong.add(file);
                }
            }
        }

        assertThat(wrong).as("run mvn test -Dtest=FormatTests -Dformat=apply").isEmpty();
    }

    private static String format(String source) throws FormatterException {
        var ordered = ImportOrderer.reorderImports(
                RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.PALANTIR);
        return FORMATTER.formatSource(ordered);
    }

    private static Iterable<Path> javaFiles(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return java.util.List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
