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
        var all = new java.util.ArrayList<Shipped>();
        for (var file : FlowFiles.in(List.of(FLOWS), "test")) {
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
    @MethodSource("flows")
    void theTestsOfAShippedFlowComeByEachOfItsNodes(Path file) throws IOException {
        var flow = flow(file);
        var seen = new HashSet<String>();

        shipped().stream()
                .filter(one -> one.flow().id().equals(flow.id()))
                .forEach(one -> seen.addAll(TESTS.run(one.flow(), one.test()).path()));

        assertThat(seen).containsAll(flow.nodes().stream().map(FlowNode::id).toList());
    }

    private static List<String> differences(String test) throws IOException {
        var file = Files.createTempFile("flow", ".test.yaml");
        Files.writeString(file, "tests: [{name: t, message: {content: 好, groupName: g}, " + test + "}]");
        var one = FlowTestFile.read(file).tests().getFirst();
        return TESTS.run(flow(FLOWS.resolve("flow_standard_reply.flow.yaml")), one)
                .differences();
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
        assertThat(differences(test)).containsExactly(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tests: [{nme: x, expect: {}}]                                  | /tests/0/nme: There is no setting 'nme' (did you mean 'name'?)
            tests: [{name: x, expect: {}, nodes: {a: {}}}]                 | say one of output:, fails: and unreachable: true
            tests: [{                                                      | :1:
            []                                                             | The file holds no tests
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

        assertThat(out.toString()).endsWith("3 of 3 tests passed\n");
        assertThat(code).isZero();
    }

    @Test
    void theVerbRunsAFolder() {
        var out = new StringWriter();

        assertThat(Cli.run(new PrintWriter(out), new PrintWriter(out), "test", FLOWS.toString()))
                .isZero();

        assertThat(out.toString())
                .contains("passed  flow_translation: translates what a program sends")
                .endsWith("31 of 31 tests passed\n");
    }
}
