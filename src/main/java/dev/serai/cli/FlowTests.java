package dev.serai.cli;

import dev.serai.engine.DryRun;
import dev.serai.engine.DryRuns;
import dev.serai.flow.FlowDefinition;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the tests of flows on the routes the flows are compiled to. */
final class FlowTests implements AutoCloseable {

    /** Of flows that say nothing about their time zone; node types that need one have the same. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /**
     * What came of one test.
     *
     * @param run what the run did
     * @param differences from what was expected; none if it passed
     */
    record Verdict(String flow, String name, DryRun run, List<String> differences) {

        /** The nodes the run came by. */
        List<String> path() {
            return Differences.path(run);
        }

        boolean passed() {
            return differences.isEmpty();
        }
    }

    private final HandClock clock = new HandClock();
    private final NotedCommands commands = new NotedCommands(clock);
    private final DryRuns runs = new DryRuns(OfflineNodes.withKamelets(Companions.all(clock, commands)), clock);

    /** Runs one test. */
    Verdict run(FlowDefinition flow, FlowTestFile.Case test) {
        var zone = zone(flow);
        var at = test.at().in(zone);
        clock.set(at);
        commands.clear();
        var run = new Played(runs.begin(flow, Beginning.of(flow, test, at), standIns(test)), clock, commands, zone);
        var told = new ArrayList<String>();
        test.nodes().keySet().stream()
                .filter(node -> flow.node(node).isEmpty())
                .forEach(node -> told.add("nodes: the flow has no node '" + node + "'"));
        play(run, test, told);
        var end = run.run().soFar();
        told.addAll(Differences.of(test.expect(), "completed", end, run));
        return new Verdict(flow.id(), test.name(), end, told);
    }

    /** The first time zone that a node of the flow is set to. */
    private static ZoneId zone(FlowDefinition flow) {
        return flow.nodes().stream()
                .map(node -> node.config().path("timezone").asText())
                .filter(zone -> !zone.isEmpty())
                .findFirst()
                .map(ZoneId::of)
                .orElse(ZONE);
    }

    private static void play(Played run, FlowTestFile.Case test, List<String> told) {
        if (test.steps().isEmpty()) {
            run.toTheEnd();
            return;
        }
        run.run().goOn();
        for (int i = 0; i < test.steps().size(); i++) {
            var step = test.steps().get(i);
            var where = "steps." + i + ".";
            run.take(step).forEach(reason -> told.add(where + reason));
            var expected = step.expect();
            if (expected != null) {
                Differences.of(expected, null, run.run().soFar(), run)
                        .forEach(difference -> told.add(where + difference));
            }
        }
    }

    private static Map<String, DryRun.StandIn> standIns(FlowTestFile.Case test) {
        var standIns = new LinkedHashMap<String, DryRun.StandIn>();
        test.nodes().forEach((node, instead) -> standIns.put(node, standIn(instead)));
        return standIns;
    }

    private static DryRun.StandIn standIn(FlowTestFile.Instead instead) {
        if (instead.output() != null) {
            return new DryRun.StandIn.Output(fields(instead.output()));
        }
        if (instead.outputs() != null) {
            return new DryRun.StandIn.Outputs(
                    instead.outputs().stream().map(FlowTests::fields).toList());
        }
        return instead.fails() != null ? new DryRun.StandIn.Failure(instead.fails()) : new DryRun.StandIn.Work();
    }

    private static Map<String, @Nullable Object> fields(Map<String, Object> output) {
        return new LinkedHashMap<>(output);
    }

    /** Runs all tests in these places and prints how they went; true if none failed. */
    static boolean run(List<Path> places, FlowFiles flows, PrintWriter out) throws IOException {
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
