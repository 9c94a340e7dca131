package dev.serai.engine;

import dev.serai.flow.FlowDefinition;
import dev.serai.flow.NodeType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes of a run what a test of its flow needs to know; credentials are masked. */
@Component
public class Recordings {

    private final StoredRuns stored;
    private final RunVersions versions;
    private final Kinds kinds;
    private final Rehearsals rehearsals;

    Recordings(StoredRuns stored, RunVersions versions, Kinds kinds, Rehearsals rehearsals) {
        this.stored = stored;
        this.versions = versions;
        this.kinds = kinds;
        this.rehearsals = rehearsals;
    }

    /**
     * A run as a test.
     *
     * @param at when it started
     * @param context what it began with
     * @param standIns of the nodes whose output depends on more than what the run knows: what they left
     * @param run the same again in memory, with the stand-ins; this is what the test expects
     * @param outputs of nodes without stand-in, what they left both then and now
     * @param ordered whether the nodes come in the same order each time
     * @param path the nodes the run itself came by
     */
    public record Recording(
            RunId id,
            String flowId,
            String version,
            Instant at,
            Map<String, @Nullable Object> context,
            Map<String, DryRun.StandIn> standIns,
            DryRun run,
            Map<String, Map<String, @Nullable Object>> outputs,
            boolean ordered,
            List<String> path) {}

    /**
     * Makes it.
     *
     * @throws IllegalArgumentException if the run is unknown
     * @throws RunRefused if it has not come to an end of its own, or a person changed its input on the way
     */
    public Recording record(RunId id) {
        var run = stored.find(id).orElseThrow(() -> new IllegalArgumentException("There is no run '" + id + "'"));
        if (!run.status().finished()) {
            throw new RunRefused(id, "is " + run.status().word() + "; record it when it has ended");
        }
        if (run.status() == RunStatus.CANCELLED && run.error() != null) {
            throw new RunRefused(id, "was called off on its way; record one that came to its end");
        }
        var log = run.executions().stream().filter(one -> !one.superseded()).toList();
        if (log.stream().anyMatch(one -> one.turn().name().endsWith("!edit"))) {
            throw new RunRefused(
                    id, "went on with an input that a person gave; do all of it again with that input and record that");
        }
        var flow = versions.find(run.flowId(), null, run.version()).definition();
        var context = Masking.masked(Json.map(run.payload()));
        var standIns = standIns(flow, log);
        var again = rehearsals.run(flow, Json.text(context), standIns, Clock.fixed(run.startedAt(), ZoneOffset.UTC));
        return new Recording(
                id,
                run.flowId(),
                run.version(),
                run.startedAt(),
                context,
                standIns,
                again,
                outputs(flow, log, standIns, again),
                ordered(flow, log),
                log.stream()
                        .filter(one ->
                                one.status() == Execution.Status.SUCCEEDED || one.status() == Execution.Status.FAILED)
                        .map(Execution::node)
                        .toList());
    }

    private Map<String, DryRun.StandIn> standIns(FlowDefinition flow, List<Execution> log) {
        var turns = new LinkedHashMap<String, List<Execution>>();
        log.stream()
                .filter(one -> one.status() != Execution.Status.BEGUN && one.status() != Execution.Status.WAITING)
                .filter(one -> rehearsals.depends(flow, one.node()))
                .forEach(one -> turns.computeIfAbsent(one.node(), any -> new ArrayList<>())
                        .add(one));
        var standIns = new LinkedHashMap<String, DryRun.StandIn>();
        turns.forEach((node, executions) -> standIns.put(node, standIn(executions)));
        return standIns;
    }

    private static DryRun.StandIn standIn(List<Execution> turns) {
        var last = turns.getLast();
        if (last.level() == Execution.Level.FATAL || last.level() == Execution.Level.ERROR) {
            return new DryRun.StandIn.Failure(String.valueOf(last.error()));
        }
        var outputs = turns.stream()
                .filter(one -> one.status() == Execution.Status.SUCCEEDED)
                .map(one -> Masking.masked(one.memory().output()))
                .toList();
        return outputs.stream().distinct().count() == 1
                ? new DryRun.StandIn.Output(outputs.getFirst())
                : new DryRun.StandIn.Outputs(outputs);
    }

    /** Fields that are the same then and now; what is made of the run's own id or of the time is not. */
    private Map<String, Map<String, @Nullable Object>> outputs(
            FlowDefinition flow, List<Execution> log, Map<String, DryRun.StandIn> standIns, DryRun again) {
        var outputs = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        for (var one : log) {
            if (one.status() != Execution.Status.SUCCEEDED
                    || one.level() == Execution.Level.ERROR
                    || standIns.containsKey(one.node())
                    || !one.turn().name().isEmpty()
                    || !telling(flow, one.node())) {
                continue;
            }
            var now = again.turns().stream()
                    .filter(turn -> turn.node().equals(one.node()))
                    .map(DryRun.Turn::output)
                    .findFirst()
                    .orElse(Map.of());
            var same = new TreeMap<String, @Nullable Object>();
            Masking.masked(one.memory().output()).forEach((name, value) -> {
                if (value != null && Json.tree(Json.text(value)).equals(Json.tree(Json.text(or(now.get(name)))))) {
                    same.put(name, value);
                }
            });
            if (!same.isEmpty()) {
                outputs.put(one.node(), same);
            }
        }
        return outputs;
    }

    private static Object or(@Nullable Object value) {
        return value == null ? Map.of() : value;
    }

    private boolean telling(FlowDefinition flow, String node) {
        return flow.node(node)
                .flatMap(one -> kinds.kind(one.type()))
                .filter(kind -> switch (kind.type().role()) {
                    case STEP, BRANCH -> true;
                    case TRIGGER, PARALLEL, WAIT, LOOP, END -> false;
                })
                .isPresent();
    }

    private boolean ordered(FlowDefinition flow, List<Execution> log) {
        return log.stream()
                .flatMap(one -> one.turn().within().stream())
                .distinct()
                .noneMatch(fork -> flow.node(fork)
                        .filter(node -> kinds.kind(node.type())
                                        .filter(kind -> kind.type().role() == NodeType.Role.PARALLEL)
                                        .isPresent()
                                || node.config().path("concurrency").asInt(1) > 1)
                        .isPresent());
    }
}
