package dev.serai.engine;

import dev.serai.flow.OnError;
import java.time.Duration;
import java.time.Instant;
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

    /** How the run goes on after a turn. */
    sealed interface Next {

        /** To the next node, after a pause that is too short to leave the route for. */
        record Onward(Duration pause) implements Next {
            static final Onward NOW = new Onward(Duration.ZERO);
        }

        /** Not before something has come: this way through the route ends here. */
        record Parked() implements Next {}
    }

    private final Segments segments;
    private final NodeAttempts attempts;
    private final Duration shortWait;

    NodeRunner(Segments segments, NodeAttempts attempts, EngineProperties properties) {
        this.segments = segments;
        this.attempts = attempts;
        this.shortWait = properties.shortWait();
    }

    /**
     * The node's turn.
     *
     * @throws NodeFailed when it failed and its author wants the run to fail then
     */
    Next run(Run run, Frame in, CompiledNode<?> node) {
        if (run.cancelled()) {
            throw new RunCancelled(run.id());
        }
        var turn = new Taking(run, in, run.turn(node.id(), in), node, attempts.now());
        var edit = run.edit(turn.turn);
        if (edit != null) {
            in.context().amend(edit.memory());
        }
        var next = take(turn);
        if (node.meets() && next instanceof Next.Onward) {
            run.met(turn.turn, in);
        }
        if (node.ends()) {
            run.crossings().arrive(in);
        }
        return next;
    }

    private Next take(Taking turn) {
        var run = turn.run;
        var earlier = run.left(turn.turn);
        if (earlier == null) {
            return tryIt(turn);
        }
        return switch (earlier.status()) {
            case SUCCEEDED, FAILED -> {
                run.replay(earlier, turn.in);
                yield Next.Onward.NOW;
            }
            case BEGUN -> lookUp(turn);
            case WAITING -> wake(turn, earlier);
        };
    }

    private Next tryIt(Taking turn) {
        var effect = turn.node.kind().effect();
        if (effect == Effect.ONCE) {
            turn.note(Execution.Status.BEGUN, Execution.Level.INFO, 1, Outcome.of(Map.of()), null);
            segments.commit(turn.run);
        }
        var next = attempt(turn, step -> turn.node.run(step));
        if (effect == Effect.IDEMPOTENT && next instanceof Next.Onward) {
            segments.commit(turn.run);
        }
        return next;
    }

    private Next wake(Taking turn, Execution earlier) {
        var wake = turn.run.wake(turn.turn, turn.begun);
        if (wake == null && turn.node.meets() && turn.node.run(turn.step()).pause() == null) {
            return attempt(turn, step -> turn.node.run(step));
        }
        if (wake == null) {
            turn.run.replay(earlier, turn.in);
            turn.run.park(turn.turn, null);
            return new Next.Parked();
        }
        return attempt(turn, step -> turn.node.wake(step, wake).after(earlier.memory()));
    }

    private Next attempt(Taking turn, NodeAttempts.Work work) {
        try {
            var result = attempts.make(turn.node, turn.step(), work);
            return settle(turn, result);
        } catch (NodeAttempts.Exhausted e) {
            fail(turn, e.attempt(), e.reason());
            return Next.Onward.NOW;
        }
    }

    private Next settle(Taking turn, NodeAttempts.Result result) {
        var attempt = result.attempt();
        var outcome = result.outcome();
        var level = result.warning() == null ? Execution.Level.INFO : Execution.Level.WARNING;
        var pause = outcome.pause();
        if (pause != null && pause.silent()) {
            turn.run.park(turn.turn, null);
            return new Next.Parked();
        }
        if (pause == null) {
            turn.note(Execution.Status.SUCCEEDED, level, attempt, outcome, result.warning());
            return Next.Onward.NOW;
        }
        var until = pause.until();
        if (pause.plain() && !turn.node.meets() && until != null && !until.isAfter(turn.begun.plus(shortWait))) {
            turn.note(Execution.Status.SUCCEEDED, level, attempt, outcome, result.warning());
            return new Next.Onward(Duration.between(turn.begun, until));
        }
        turn.note(Execution.Status.WAITING, level, attempt, outcome, result.warning());
        turn.run.park(turn.turn, pause);
        return new Next.Parked();
    }

    /** The process died between the intent and the outcome. */
    private Next lookUp(Taking turn) {
        var found = turn.node.lookUp(turn.step());
        if (found.isEmpty()) {
            fail(turn, 1, new NodeFailed("its outcome is unknown after a crash and must be reviewed", false, null));
            return Next.Onward.NOW;
        }
        return settle(turn, new NodeAttempts.Result(1, found.get(), null));
    }

    private static void fail(Taking turn, int attempt, RuntimeException reason) {
        var policy = turn.node.node().policy();
        var error = NodeAttempts.reason(reason);
        if (policy.onError() == OnError.FAIL) {
            turn.run.noteFailure(turn.execution(
                    Execution.Status.FAILED, Execution.Level.FATAL, attempt, Outcome.of(Map.of()), error));
            throw new NodeFailed("Node '" + turn.node.id() + "' failed: " + error, false, reason);
        }
        LOG.error("run={} node={} failed and the run goes on: {}", turn.run.id(), turn.node.id(), error);
        var outcome = policy.onError() == OnError.DEFAULT
                ? Outcome.of(Json.map(policy.defaultOutput()))
                : Outcome.of(Map.of(
                        "error",
                        Map.of("message", error, "type", reason.getClass().getSimpleName())));
        turn.note(Execution.Status.SUCCEEDED, Execution.Level.ERROR, attempt, outcome, error);
    }

    /** One turn of a node, from its beginning. */
    private record Taking(Run run, Frame in, Turn turn, CompiledNode<?> node, Instant begun, long nanos) {

        Taking(Run run, Frame in, Turn turn, CompiledNode<?> node, Instant begun) {
            this(run, in, turn, node, begun, System.nanoTime());
        }

        Step step() {
            return new RunStep(
                    run.id(),
                    turn,
                    run.round(turn),
                    in.context(),
                    run.crossings().meeting(turn),
                    begun);
        }

        void note(
                Execution.Status status, Execution.Level level, int attempt, Outcome outcome, @Nullable String error) {
            run.note(execution(status, level, attempt, outcome, error), in, outcome.writes());
        }

        Execution execution(
                Execution.Status status, Execution.Level level, int attempt, Outcome outcome, @Nullable String error) {
            return new Execution(
                    run.nextSeq(),
                    turn,
                    node.kind().type().name(),
                    status,
                    level,
                    attempt,
                    false,
                    outcome.input(),
                    Execution.Memory.of(outcome),
                    error,
                    begun,
                    Duration.ofNanos(System.nanoTime() - nanos));
        }
    }
}
