package dev.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.flow.FlowDefinition;
import dev.serai.flow.FlowNode;
import dev.serai.flow.FlowReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped flows do what their tests say, and a test that fails says why. */
class FlowTestsTests {

    private static final Path FLOWS = Path.of("routes/flows");
    private static final Path TIMED = Path.of("src/test/resources/flow");
    private static final FlowReader READER = new FlowReader(OfflineTypes.found());
    private static final FlowTests TESTS = new FlowTests();

    /** A flow and one of its tests. */
    record Shipped(FlowDefinition flow, FlowTestFile.Case test) {
        @Override
        public String toString() {
            return flow.id() + ": " + test.name();
        }
    }

    static List<Path> flows() throws IOException {
        return FlowFiles.in(List.of(FLOWS), "flow");
    }

    static List<Shipped> shipped() throws IOException {
        return tests(FLOWS);
    }

    static List<Shipped> timed() throws IOException {
        return tests(TIMED);
    }

    private static List<Shipped> tests(Path folder) throws IOException {
        var all = new java.util.ArrayList<Shipped>();
        for (var file : FlowFiles.in(List.of(folder), "test")) {
            var tests = FlowTestFile.read(file);
            var flow = flow(tests.flowOf(file));
            tests.tests().forEach(test -> all.add(new Shipped(flow, test)));
        }
        return all;
    }

    private static FlowDefinition flow(Path file) throws IOException {
        return READER.read(file.toString(), Files.readString(file));
    }

    @AfterAll
    static void close() {
        TESTS.close();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void aShippedFlowDoesWhatItsTestsSay(Shipped shipped) {
        assertThat(TESTS.run(shipped.flow(), shipped.test()).differences()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("timed")
    void timePassesAsATestSays(Shipped timed) {
        assertThat(TESTS.run(timed.flow(), timed.test()).differences()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("flows")
    void theTestsOfAShippedFlowComeByEachOfItsNodes(Path file) throws IOException {
        var flow = flow(file);
        var seen = new HashSet<String>();

        shipped().stream()
                .filter(one -> one.flow().id().equals(flow.id()))
                .forEach(one -> seen.addAll(TESTS.run(one.flow(), one.test()).path()));

        assertThat(seen).containsAll(flow.nodes().stream().map(FlowNode::id).toList());
    }

    private static List<String> differences(Path flow, String test) throws IOException {
        var file = Files.createTempFile("flow", ".test.yaml");
        Files.writeString(file, "tests: [{name: t, message: {content: 好, groupName: g}, " + test + "}]");
        var one = FlowTestFile.read(file).tests().getFirst();
        return TESTS.run(flow(flow), one).differences();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            expect: {status: completed} | status: failed, Node 'node_intent' failed: it reaches outside and there is no stand-in for it, expected completed
            nodes: {node_intent: {output: {needReply: false}}}, expect: {path: [a]} | path: [node_receive, node_intent, node_decision, node_end], expected [a]
            nodes: {node_intent: {output: {needReply: false}}}, expect: {outputs: {node_intent: {intent: x}}} | outputs.node_intent.intent: null, expected "x"
            nodes: {node_intent: {output: {needReply: false}}}, expect: {outputs: {node_send: {sendId: x}}} | outputs: the run does not come by 'node_send'
            nodes: {node_intent: {output: {needReply: false}}}, expect: {commands: [{content: x}]} | commands: [], expected 1
            nodes: {node_intnt: {fails: x}, node_intent: {output: {needReply: false}}}, expect: {} | nodes: the flow has no node 'node_intnt'
            nodes: {node_intent: {fails: bad}}, expect: {status: failed, error: good} | error: Node 'node_intent' failed: bad, expected one with 'good'
            """)
    void aTestThatFailsSaysWhy(String test, String told) throws IOException {
        assertThat(differences(FLOWS.resolve("flow_standard_reply.flow.yaml"), test))
                .containsExactly(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            steps: [{advance: 59s}], expect: {} | status: waiting at [check], expected completed
            steps: [{advance: 1m, expect: {waits: [paid]}}], expect: {status: waiting} | steps.0.waits: [check], expected [paid]
            steps: [{expect: {due: 2026-11-21T12:00:00}}], expect: {waits: [check]} | steps.0.due: 2026-11-21T12:01+08:00, expected 2026-11-21T12:00+08:00
            steps: [{advance: 1d, expect: {due: 2026-11-21T12:00:00}}], expect: {} | steps.0.due: never, expected 2026-11-21T12:00+08:00
            steps: [{until: send}], expect: {status: completed} | steps.0.until: the run does not come to wait at 'send'
            steps: [{taken: {by: x}}], expect: {waits: [check]} | steps.0.taken: no node waits for a person
            steps: [{command: {status: failed, node: check}}], expect: {waits: [check]} | steps.0.command: none was given by 'check'
            steps: [{at: 2026-11-21T11:00:00}], expect: {waits: [check]} | steps.0.at: it is 2026-11-21T12:00+08:00 already, time does not go back
            """)
    void aTestThatFailsSaysWhenAndWhy(String test, String told) throws IOException {
        assertThat(differences(TIMED.resolve("waiting.flow.yaml"), test)).containsExactly(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tests: [{nme: x, expect: {}}]                                | :1:10: There is no setting 'nme' (did you mean 'name'?)
            tests: [{name: x, expect: {}, nodes: {a: {}}}]               | :1:42: One thing happens at a node (say one of output:, outputs:, fails: and unreachable: true)
            tests: [{name: x, expect: {}, at: noon}]                     | :1:35: 'noon' is no moment (write for example 2026-11-21T22:30:00, with Z or +08:00 if wanted)
            tests: [{name: x, expect: {}, steps: [{advance: long}]}]     | :1:49: Setting 'tests.0.steps.0.advance' cannot be 'long' (write for example 500ms, 10s, 30m or 2h)
            tests: [{name: x, expect: {}, steps: [{}]}]                  | :1:39: Nothing happens in this step (say for example advance: 5m)
            tests: [{name: x, expect: {}, steps: [{advance: 1s, at: 2026-11-21T22:30:00}]}] | :1:39: Time passes in one way (say one of at:, advance: and until:)
            tests: [{name: x, expect: {}, steps: [{event: {name: e}, taken: {}}]}] | :1:39: One thing happens in a step (say one of event:, command: and taken:
            tests: [{name: x, expect: {}, steps: [{command: {status: done}}]}]     | :1:58: Setting 'tests.0.steps.0.command.status' cannot be 'done'
            tests: [{name: x, name: y, expect: {}}]                      | :1:19: 'name' is given twice (keep one of them)
            tests: [{                                                    | :1:10: This is no YAML
            []                                                           | :1:1: The file holds no tests (begin with tests:)
            """)
    void aFileThatIsWrongSaysWhere(String text, String told, @TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("x.test.yaml"), text);
        var err = new StringWriter();

        var code = Cli.run(new PrintWriter(new StringWriter()), new PrintWriter(err), "test", file.toString());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("x.test.yaml", told);
    }

    @Test
    void anExampleRunsItsKameletAsItIs() {
        var out = new StringWriter();

        var code = Cli.run(new PrintWriter(out), new PrintWriter(out), "test", "routes/examples");

        assertThat(out.toString()).endsWith("5 of 5 tests passed\n");
        assertThat(code).isZero();
    }

    @Test
    void theVerbRunsAFolder() {
        var out = new StringWriter();

        assertThat(Cli.run(new PrintWriter(out), new PrintWriter(out), "test", FLOWS.toString()))
                .isZero();

        assertThat(out.toString())
                .contains("passed  flow_translation: translates what a program sends")
                .endsWith("46 of 46 tests passed\n");
    }
}
