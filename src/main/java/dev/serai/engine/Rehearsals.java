package dev.serai.engine;

import dev.serai.flow.FlowDefinition;
import dev.serai.flow.NodeType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Runs of flows in this hub that leave nothing behind: nodes that only look look at what the hub knows, those that
 * reach outside have stand-ins.
 */
@Component
public class Rehearsals {

    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Kinds kinds;
    private final StoredRuns stored;
    private final RunVersions versions;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE);

    Rehearsals(Kinds kinds, StoredRuns stored, RunVersions versions, Clock clock) {
        this.kinds = kinds;
        this.stored = stored;
        this.versions = versions;
        this.clock = clock;
    }

    /**
     * What is rehearsed.
     *
     * @param version null for the one at work
     * @param context what the run begins with
     * @param standIns what happens at nodes instead of their work
     * @param recordedFrom a run; nodes that reach outside, wait or look leave what they left in it, unless they have a
     *     stand-in. Null for none
     */
    public record Rehearsal(
            String flowId,
            @Nullable String version,
            Map<String, @Nullable Object> context,
            Map<String, DryRun.StandIn> standIns,
            @Nullable RunId recordedFrom) {}

    /**
     * Runs a flow to its end.
     *
     * @throws IllegalArgumentException if the flow, its version, a node or the recorded run is unknown
     * @throws RunRefused if too many dry runs are under way
     */
    public DryRun run(Rehearsal wanted) {
        var flow = versions.find(wanted.flowId(), wanted.version(), null).definition();
        wanted.standIns().keySet().stream()
                .filter(node -> flow.node(node).isEmpty())
                .findFirst()
                .ifPresent(node -> {
                    throw new IllegalArgumentException(
                            "nodes: the flow has no node '" + node + "'; name one of its nodes");
                });
        var standIns = new LinkedHashMap<String, DryRun.StandIn>();
        if (wanted.recordedFrom() != null) {
            standIns.putAll(recorded(flow, wanted.recordedFrom()));
        }
        standIns.putAll(wanted.standIns());
        return run(flow, Json.text(wanted.context()), standIns, clock);
    }

    /** What nodes left in a run, where a dry run would not do their work. */
    private Map<String, DryRun.StandIn> recorded(FlowDefinition flow, RunId id) {
        var run = stored.find(id)
                .orElseThrow(() -> new IllegalArgumentException("recordedFrom: there is no run '" + id + "'"));
        var turns = new LinkedHashMap<String, Map<String, Execution.Memory>>();
        run.executions().stream()
                .filter(one -> !one.superseded() && one.status() == Execution.Status.SUCCEEDED)
                .filter(one -> depends(flow, one.node()))
                .forEach(one -> turns.computeIfAbsent(one.node(), any -> new LinkedHashMap<>())
                        .put(one.turn().name(), one.memory()));
        var standIns = new LinkedHashMap<String, DryRun.StandIn>();
        turns.forEach((node, memories) -> standIns.put(node, new Remembered(memories)));
        return standIns;
    }

    /** Whether what a node leaves depends on more than what the run knows. */
    boolean depends(FlowDefinition flow, String node) {
        return flow.node(node)
                .flatMap(one -> kinds.kind(one.type()))
                .filter(kind -> kind.reads() || kind.type().role() == NodeType.Role.WAIT)
                .isPresent();
    }

    /** Runs a flow on routes of its own, which are gone afterwards. */
    DryRun run(FlowDefinition flow, String payload, Map<String, DryRun.StandIn> standIns, Clock time) {
        take();
        try (var runs = new DryRuns(all(), time)) {
            return runs.run(flow, payload, standIns);
        } finally {
            places.release();
        }
    }

    private void take() {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RunRefused(AT_ONCE + " dry runs are under way already; try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunRefused("The dry run was interrupted; try again later");
        }
    }

    private List<NodeKind<?>> all() {
        var all = new ArrayList<NodeKind<?>>();
        kinds.all().forEach(type -> kinds.kind(type.name()).ifPresent(all::add));
        return all;
    }
}
