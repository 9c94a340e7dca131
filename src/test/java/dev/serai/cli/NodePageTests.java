package dev.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.engine.NodeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/nodes.md} is made of the node types. {@code mvn test -Dtest=NodePageTests -Dnodes=apply} writes it. */
class NodePageTests {

    private static final Path PAGE = Path.of("docs/nodes.md");
    private static final Path TESTS = Path.of("src/test/java/dev/serai/node");

    static List<NodeKind<?>> kinds() {
        return OfflineNodes.kinds(List.of()).stream()
                .sorted(Comparator.comparing(kind -> kind.type().name()))
                .toList();
    }

    @Test
    void thePageIsWhatTheCodeSays() throws IOException {
        var page = NodePage.of(kinds(), NodePageTests::testOf);
        if ("apply".equals(System.getProperty("nodes"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("run mvn test -Dtest=NodePageTests -Dnodes=apply")
                .isEqualTo(page);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyTypeIsTested(NodeKind<?> kind) {
        assertThat(testOf(kind))
                .as("a test class in %s that names %s", TESTS, kind.getClass())
                .isNotEmpty();
    }

    /** The test class that names this kind or its type. */
    private static String testOf(NodeKind<?> kind) {
        var made = kind.getClass().getSimpleName();
        try (var files = Files.list(TESTS)) {
            return files.filter(file -> file.toString().endsWith("Tests.java"))
                    .sorted()
                    .filter(file -> {
                        var text = read(file);
                        return text.contains(made) || text.contains(kind.type().name());
                    })
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
