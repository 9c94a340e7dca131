package dev.serai.engine;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Nodes run alone, outside of any run, with what somebody gives them to know. */
@Component
public class NodeTrials {

    private final EngineHost host;
    private final RunVersions versions;
    private final NodeAttempts attempts;
    private final RunStore store;

    NodeTrials(EngineHost host, RunVersions versions, NodeAttempts attempts, RunStore store) {
        this.host = host;
        this.versions = versions;
        this.attempts = attempts;
        this.store = store;
    }

    /**
     * What is tried.
     *
     * @param version null for the one at work
     * @param context fields of the context the node finds, {@code variables} among them
     * @param outputs what other nodes have left, by node
     * @param output what the node leaves instead of its work; null for its work
     * @param effects whether it may have effects that must not happen twice, and what it wants stored is
     */
    public record Trial(
            String flowId,
            String nodeId,
            @Nullable String version,
            Map<String, @Nullable Object> context,
            Map<String, Map<String, @Nullable Object>> outputs,
            @Nullable Map<String, @Nullable Object> output,
            boolean effects) {}

    /**
     * What came of it.
     *
     * @param status {@code succeeded}, {@code waiting} or {@code failed}
     * @param context further fields of the context it set
     * @param variables it set
     * @param waitsFor what it would wait for; null if it would not
     * @param stored whether the rows it wanted stored are
     */
    public record Tried(
            String status,
            int attempts,
            Map<String, @Nullable Object> input,
            Map<String, @Nullable Object> output,
            Map<String, @Nullable Object> context,
            Map<String, @Nullable Object> variables,
            @Nullable Wait waitsFor,
            @Nullable String warning,
            @Nullable String error,
            List<Write> writes,
            boolean stored) {}

    /**
     * Runs a node once, with the attempts its author allows it.
     *
     * @throws IllegalArgumentException if the flow, its version or the node is unknown, or the node is no work alone
     */
    public Tried run(Trial trial) {
        var version = versions.find(trial.flowId(), trial.version(), null);
        if (version.definition().node(trial.nodeId()).isEmpty()) {
            throw new IllegalArgumentException("nodeId: version " + version.version() + " of flow '" + trial.flowId()
                    + "' has no node '" + trial.nodeId() + "'; name one of its nodes");
        }
        var node = host.compiled(version).node(trial.nodeId());
        if (node.meets()) {
            throw new IllegalArgumentException("nodeId: '" + trial.nodeId() + "' is where ways meet and does nothing"
                    + " alone; make a dry run of the flow");
        }
        return run(trial, node);
    }

    private Tried run(Trial trial, CompiledNode<?> node) {
        var context = new RunContext(trial.context());
        trial.outputs().forEach((id, output) -> context.take(id, Execution.Memory.of(Outcome.of(output))));
        var turn = new Turn(node.id(), "");
        var step = new RunStep(new RunId(UUID.randomUUID()), turn, 0, context, Meeting.NONE, attempts.now());
        try {
            var result = attempts.make(node, step, one -> work(trial, node, one));
            var stored = trial.effects() && trial.output() == null;
            if (stored) {
                store.write(result.outcome().writes());
            }
            return tried(result, stored);
        } catch (NodeAttempts.Exhausted e) {
            return failed(e);
        }
    }

    private static Outcome work(Trial trial, CompiledNode<?> node, Step step) {
        if (trial.output() != null) {
            return Outcome.of(trial.output());
        }
        if (node.kind().effect() == Effect.ONCE && !trial.effects()) {
            throw new NodeFailed(
                    "it has an effect that must not happen twice; give effects: true to have it, or the output that"
                            + " stands in for it",
                    false,
                    null);
        }
        return node.run(step);
    }

    private static Tried tried(NodeAttempts.Result result, boolean stored) {
        var outcome = result.outcome();
        return new Tried(
                outcome.pause() == null ? "succeeded" : "waiting",
                result.attempt(),
                Masking.masked(outcome.input()),
                outcome.output(),
                outcome.told(),
                outcome.named(),
                outcome.pause(),
                result.warning(),
                null,
                outcome.writes(),
                stored);
    }

    private static Tried failed(NodeAttempts.Exhausted e) {
        return new Tried(
                "failed",
                e.attempt(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                null,
                null,
                NodeAttempts.reason(e.reason()),
                List.of(),
                false);
    }
}
