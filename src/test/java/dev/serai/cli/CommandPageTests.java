package dev.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code docs/command.md} promises is so. */
class CommandPageTests {

    private static final Path PAGE = Path.of("docs/command.md");

    private static TreeSet<String> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyVerbIsNamedAndNoOther() throws IOException {
        var verbs = new TreeSet<>(new CommandLine(new Verbs()).getSubcommands().keySet());
        verbs.remove("help");

        assertThat(found("^\\| `([a-z]+)[^`]*` \\| .* \\| (?:no|yes|for versions) \\|$", Files.readString(PAGE)))
                .isEqualTo(verbs);
    }

    @Test
    void everyKeyOfATestIsNamedAndNoOther() throws IOException {
        var page = Files.readString(PAGE);
        var keys = names(FlowTestFile.Case.class, "");
        keys.remove("expect");
        keys.addAll(names(FlowTestFile.Expected.class, "expect."));
        keys.addAll(names(FlowTestFile.Step.class, "steps."));

        assertThat(found("^\\| `([a-z.]+)` \\| ", page.substring(page.indexOf("## Tests of flows"))))
                .isEqualTo(keys);
    }

    private static TreeSet<String> names(Class<?> type, String before) {
        return Arrays.stream(type.getRecordComponents())
                .map(part -> before + part.getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @CsvSource({"'## Tests of flows', routes/flows/flow_standard_reply", "'### Time', src/test/resources/flow/waiting"})
    void theExamplesOfTestsPass(String heading, Path flow, @TempDir Path folder) throws IOException {
        var page = Files.readString(PAGE);
        var example = page.substring(page.indexOf("```yaml\n", page.indexOf(heading)) + 8);
        var test = folder.resolve("example.test.yaml");
        Files.writeString(test, example.substring(0, example.indexOf("```")));
        Files.copy(Path.of(flow + ".flow.yaml"), folder.resolve("example.flow.yaml"));
        var out = new StringWriter();

        var passed = FlowTests.run(List.of(test), new FlowFiles(new PrintWriter(out)), new PrintWriter(out, true));

        assertThat(passed).as(out.toString()).isTrue();
    }
}
