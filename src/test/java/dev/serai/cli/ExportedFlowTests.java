package dev.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.engine.DryRuns;
import dev.serai.flow.FlowDefinition;
import dev.serai.flow.FlowReader;
import dev.serai.flow.NodeType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The exported routes are plain Camel: a Camel without the hub loads them and goes the way the hub's run went. */
class ExportedFlowTests {

    private static final FlowReader READER = new FlowReader(OfflineTypes.found());
    private static final FlowTests TESTS = new FlowTests();
    private static final DryRuns RUNS = new DryRuns(OfflineNodes.kinds(List.of()), Clock.systemUTC());

    /** What a node leaves that is to do nothing. */
    private static final FlowTestFile.Instead NOTHING = new FlowTestFile.Instead(Map.of(), null, false);

    private static final Set<String> AT_WORK = Set.of("delay_control", "wait_event", "manual_intervention");

    /** A flow and one of its tests. */
    record Shipped(FlowDefinition flow, FlowTestFile.Case test) {
        @Override
        public String toString() {
            return flow.id() + ": " + test.name();
        }
    }

    @AfterAll
    static void close() {
        TESTS.close();
        RUNS.close();
    }

    static Collection<String> types() {
        return GoldenFlows.types();
    }

    static List<Shipped> shipped() throws IOException {
        var all = new ArrayList<Shipped>();
        for (var file : FlowFiles.in(List.of(Path.of("routes/flows"), Path.of("src/test/resources/flow")), "test")) {
            var tests = FlowTestFile.read(file);
            var flow = READER.read(file.toString(), Files.readString(tests.flowOf(file)));
            tests.tests().forEach(test -> all.add(new Shipped(flow, test)));
        }
        return all;
    }

    private static List<String> exported(FlowDefinition flow, FlowTests.Verdict verdict) throws Exception {
        try (var camel = new PlainCamel(RUNS.camel(flow), GoldenFlows.types(), verdict.run())) {
            return camel.go("flow-" + flow.id() + "-v" + flow.version());
        }
    }

    /** Ways that are gone at the same time may come in any order. */
    private static List<String> ordered(FlowDefinition flow, List<String> path) {
        var parallel = flow.nodes().stream().anyMatch(node -> node.type().equals("parallel"));
        return parallel ? path.stream().sorted().toList() : path;
    }

    @ParameterizedTest
    @MethodSource("types")
    void aGoldenFlowGoesItsWayInPlainCamel(String type) throws Exception {
        var flow = GoldenFlows.flow(type);
        var verdict = TESTS.run(flow, idle(flow));

        var path = exported(flow, verdict);

        assertThat(ordered(flow, path))
                .isEqualTo(ordered(flow, GoldenFlows.goes(type)))
                .isEqualTo(ordered(flow, verdict.path()));
    }

    /** A run in which nodes that reach outside leave nothing. */
    private static FlowTestFile.Case idle(FlowDefinition flow) {
        var types = OfflineTypes.found();
        var nodes = new LinkedHashMap<String, FlowTestFile.Instead>();
        flow.nodes().forEach(node -> {
            var role = types.find(node.type()).orElseThrow().role();
            if (role == NodeType.Role.STEP || (role == NodeType.Role.WAIT && !AT_WORK.contains(node.type()))) {
                nodes.put(node.id(), NOTHING);
            }
        });
        var expect = new FlowTestFile.Expected(null, null, null, null, Map.of(), null, null);
        return new FlowTestFile.Case(
                flow.id(),
                new Moment("2026-11-21T22:30:00"),
                Map.of("content", "你好", "senderName", "李四"),
                null,
                null,
                Map.of(),
                nodes,
                List.of(),
                expect);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void aShippedFlowGoesTheSameWayInPlainCamelAsInItsTest(Shipped shipped) throws Exception {
        var verdict = TESTS.run(shipped.flow(), shipped.test());

        var path = exported(shipped.flow(), verdict);

        assertThat(verdict.differences()).isEmpty();
        assertThat(ordered(shipped.flow(), path)).isEqualTo(ordered(shipped.flow(), verdict.path()));
    }
}
