package dev.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.engine.DryRun;
import dev.serai.engine.DryRuns;
import dev.serai.engine.Write;
import dev.serai.flow.FlowDefinition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the tests of flows on the routes the flows are compiled to. */
final class FlowTests implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * What came of one test.
     *
     * @param path the nodes the run came by
     * @param differences from what was expected; none if it passed
     */
    record Verdict(String flow, String name, List<String> path, List<String> differences) {

        boolean passed() {
            return differences.isEmpty();
        }
    }

    private final HandClock clock = new HandClock();
    private final DryRuns runs = new DryRuns(OfflineNodes.withKamelets(Companions.all(clock)), clock);

    /** Runs one test. */
    Verdict run(FlowDefinition flow, FlowTestFile.Case test) {
        clock.set(test.at());
        var run = runs.run(flow, Beginning.of(test), standIns(test));
        var path = run.turns().stream().map(DryRun.Turn::node).toList();
        return new Verdict(flow.id(), test.name(), path, differences(flow, test, run, path));
    }

    private static Map<String, DryRun.StandIn> standIns(FlowTestFile.Case test) {
        var standIns = new LinkedHashMap<String, DryRun.StandIn>();
        test.nodes().forEach((node, instead) -> standIns.put(node, standIn(instead)));
        return standIns;
    }

    private static DryRun.StandIn standIn(FlowTestFile.Instead instead) {
        if (instead.output() != null) {
            return new DryRun.StandIn.Output(new LinkedHashMap<>(instead.output()));
        }
        return instead.fails() != null ? new DryRun.StandIn.Failure(instead.fails()) : new DryRun.StandIn.Work();
    }

    private static List<String> differences(
            FlowDefinition flow, FlowTestFile.Case test, DryRun run, List<String> path) {
        var told = new ArrayList<String>();
        var expected = test.expect();
        test.nodes().keySet().stream()
                .filter(node -> flow.node(node).isEmpty())
                .forEach(node -> told.add("nodes: the flow has no node '" + node + "'"));
        if (!expected.status().equals(run.status())) {
            var reason = run.error() == null ? "" : ", " + run.error();
            told.add("status: " + run.status() + reason + ", expected " + expected.status());
        }
        if (expected.path() != null && !expected.path().equals(path)) {
            told.add("path: " + path + ", expected " + expected.path());
        }
        if (expected.error() != null && !String.valueOf(run.error()).contains(expected.error())) {
            told.add("error: " + run.error() + ", expected one with '" + expected.error() + "'");
        }
        expected.outputs().forEach((node, fields) -> outputs(told, node, fields, run));
        commands(told, expected.commands(), run);
        return told;
    }

    private static void outputs(List<String> told, String node, Map<String, Object> fields, DryRun run) {
        var left = run.turns().stream()
                .filter(turn -> turn.node().equals(node))
                .map(DryRun.Turn::output)
                .findFirst();
        if (left.isEmpty()) {
            told.add("outputs: the run does not come by '" + node + "'");
            return;
        }
        different(told, "outputs." + node, fields, left.get());
    }

    private static void commands(List<String> told, @Nullable List<Map<String, Object>> expected, DryRun run) {
        if (expected == null) {
            return;
        }
        var given = run.writes().stream()
                .filter(write -> write.endpoint().equals(Companions.COMMANDS))
                .map(Write::row)
                .toList();
        if (given.size() != expected.size()) {
            told.add("commands: " + given + ", expected " + expected.size());
            return;
        }
        for (int i = 0; i < given.size(); i++) {
            different(told, "commands." + i, expected.get(i), given.get(i));
        }
    }

    /** Looks at the expected fields only. */
    private static void different(
            List<String> told, String where, Map<String, Object> expected, Map<String, @Nullable Object> given) {
        expected.forEach((name, value) -> {
            JsonNode wanted = JSON.valueToTree(value);
            JsonNode found = JSON.valueToTree(given.get(name));
            if (!same(wanted, found)) {
                told.add(where + "." + name + ": " + found + ", expected " + wanted);
            }
        });
    }

    private static boolean same(JsonNode wanted, JsonNode found) {
        if (wanted.isNumber() && found.isNumber()) {
            return wanted.decimalValue().compareTo(found.decimalValue()) == 0;
        }
        return wanted.equals(found);
    }

    /** Runs all tests in these places and prints how they went; true if none failed. */
    static boolean run(List<Path> places, FlowFiles flows, PrintWriter out) throws java.io.IOException {
        var passed = 0;
        var all = 0;
        try (var tests = new FlowTests()) {
            for (var file : FlowFiles.in(places, "test")) {
                var cases = FlowTestFile.read(file);
                var flow = flows.read(cases.flowOf(file));
                if (flow.isEmpty()) {
                    return false;
                }
                for (var one : cases.tests()) {
                    var verdict = tests.run(flow.get(), one);
                    print(verdict, out);
                    all++;
                    passed += verdict.passed() ? 1 : 0;
                }
            }
        }
        out.println(all == 0 ? "There are no tests here (*.test.yaml)" : passed + " of " + all + " tests passed");
        return all > 0 && passed == all;
    }

    private static void print(Verdict verdict, PrintWriter out) {
        out.println((verdict.passed() ? "passed  " : "FAILED  ") + verdict.flow() + ": " + verdict.name());
        verdict.differences().forEach(difference -> out.println("        " + difference));
    }

    @Override
    public void close() {
        runs.close();
    }
}
