package dev.serai.engine;

import dev.serai.flow.OnError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs one node of one run: answers from memory if it was run before, else tries it as its policy says, notes what came
 * of it, and commits where its effect asks for it.
 */
@Component
class NodeRunner {

    private static final Logger LOG = LoggerFactory.getLogger(NodeRunner.class);

    private final Segments segments;
    private final NodeAttempts attempts;

    NodeRunner(Segments segments, NodeAttempts attempts) {
        this.segments = segments;
        this.attempts = attempts;
    }

    /**
     * The node's turn.
     *
     * @throws NodeFailed when it failed and its author wants the run to fail then
     */
    void run(Run run, CompiledNode<?> node) {
        var earlier = run.finished(node.id());
        if (earlier != null && earlier.status() == Execution.Status.SUCCEEDED) {
            run.replay(earlier);
            return;
        }
        var turn = new Turn(run, node, attempts.now());
        if (earlier != null) {
            lookUp(turn);
        } else {
            tryIt(turn);
        }
    }

    private void tryIt(Turn turn) {
        var effect = turn.node.kind().effect();
        if (effect == Effect.ONCE) {
            turn.run.note(turn.execution(Execution.Status.BEGUN, 1, Outcome.of(Map.of()), null), List.of());
            segments.commit(turn.run);
        }
        try {
            var result = attempts.make(turn.node, turn.step());
            succeed(turn, result.attempt(), result.outcome());
        } catch (NodeAttempts.Exhausted e) {
            fail(turn, e.attempt(), e.reason());
        }
        if (effect == Effect.IDEMPOTENT) {
            segments.commit(turn.run);
        }
    }

    /** The process died between the intent and the outcome. */
    private void lookUp(Turn turn) {
        var found = turn.node.lookUp(turn.step());
        if (found.isEmpty()) {
            fail(turn, 1, new NodeFailed("its outcome is unknown after a crash and must be reviewed", false, null));
            return;
        }
        succeed(turn, 1, found.get());
    }

    private static void succeed(Turn turn, int attempt, Outcome outcome) {
        turn.run.note(turn.execution(Execution.Status.SUCCEEDED, attempt, outcome, null), outcome.writes());
    }

    private static void fail(Turn turn, int attempt, RuntimeException reason) {
        var policy = turn.node.node().policy();
        var error = reason.getMessage() == null ? reason.toString() : reason.getMessage();
        if (policy.onError() == OnError.FAIL) {
            turn.run.noteFailure(turn.execution(Execution.Status.FAILED, attempt, Outcome.of(Map.of()), error));
            throw new NodeFailed("Node '" + turn.node.id() + "' failed: " + error, false, reason);
        }
        LOG.error("run={} node={} failed and the run goes on: {}", turn.run.id(), turn.node.id(), error);
        var outcome = policy.onError() == OnError.DEFAULT
                ? Outcome.of(Json.map(policy.defaultOutput()))
                : Outcome.of(Map.of(
                        "error",
                        Map.of("message", error, "type", reason.getClass().getSimpleName())));
        turn.run.note(turn.execution(Execution.Status.SUCCEEDED, attempt, outcome, error), List.of());
    }

    /** One node in one run, from its beginning. */
    private record Turn(Run run, CompiledNode<?> node, Instant begun, long nanos) {

        Turn(Run run, CompiledNode<?> node, Instant begun) {
            this(run, node, begun, System.nanoTime());
        }

        Step step() {
            return new RunStep(run, node.id(), begun);
        }

        Execution execution(Execution.Status status, int attempt, Outcome outcome, @Nullable String error) {
            return new Execution(
                    run.nextSeq(),
                    node.id(),
                    node.kind().type().name(),
                    status,
                    level(status, error),
                    attempt,
                    outcome.input(),
                    Execution.Memory.of(outcome),
                    error,
                    begun,
                    Duration.ofNanos(System.nanoTime() - nanos));
        }

        private static Execution.Level level(Execution.Status status, @Nullable String error) {
            if (status == Execution.Status.FAILED) {
                return Execution.Level.FATAL;
            }
            return error == null ? Execution.Level.INFO : Execution.Level.ERROR;
        }
    }
}
