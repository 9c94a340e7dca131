package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the documentation promises engineers is so. */
class FlowDocsTests {

    @Test
    void theExampleFlowIsRight() throws IOException {
        var docs = Files.readString(Path.of("docs/flows.md"));
        var example = docs.substring(docs.indexOf("```yaml\n") + 8);

        var faults = TestFlows.faults("flows.md", example.substring(0, example.indexOf("```")));

        assertThat(faults).isEmpty();
    }

    @Test
    void everyMethodOfConditionsIsNamedAndNoOther() throws IOException {
        var docs = Files.readString(Path.of("docs/conditions.md"));
        var section = docs.substring(docs.indexOf("## Methods"), docs.indexOf("## Null"));

        assertThat(words(section)).isEqualTo(ConditionMethods.NAMES);
    }

    @Test
    void theLimitsOfConditionsAreTheDocumentedOnes() throws IOException {
        assertThat(Files.readString(Path.of("docs/conditions.md")))
                .contains("| length | %,d characters |".formatted(ConditionText.LENGTH_LIMIT))
                .contains("| parts | %,d |".formatted(ConditionSyntax.NODE_LIMIT))
                .contains("| nesting | %d brackets |".formatted(ConditionText.NESTING_LIMIT))
                .contains("| time of one evaluation | %d ms |".formatted(ConditionEngine.TIME_LIMIT.toMillis()))
                .contains("| steps of one evaluation | %,d |".formatted(ConditionEngine.STEP_LIMIT))
                .contains("| a text that is worked with | %,d characters |".formatted(ConditionArithmetic.TEXT_LIMIT));
    }

    @Test
    void everyFaultInTheDocumentationIsOneTheCheckerTells() throws IOException {
        var told = FaultTests.changes().stream()
                .flatMap(change -> change.told().stream())
                .collect(Collectors.toSet());
        var example = Pattern.compile("\\| `(\\d+:\\d+: \\[(?:understand|choose|reply|pause|start)].*)` \\|");

        var documented = example.matcher(Files.readString(Path.of("docs/flows.md")))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(documented).hasSizeGreaterThan(20).allSatisfy(fault -> assertThat(told)
                .contains(fault));
    }

    private static Set<String> words(String section) {
        return Pattern.compile("(\\w+)\\([a-z]*\\)")
                .matcher(section)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }
}
