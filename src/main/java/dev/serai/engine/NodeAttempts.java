package dev.serai.engine;

import dev.serai.queue.Unavailability;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Tries a node until it succeeds or its policy says that it is enough. An attempt that takes longer than it may is
 * interrupted; only nodes with an effect are watched, the others cannot block.
 */
@Component
class NodeAttempts implements DisposableBean {

    /**
     * An outcome and the number of the attempt that brought it.
     *
     * @param before why the attempt before failed, if there was one
     */
    record Result(int attempt, Outcome outcome, @Nullable RuntimeException before) {

        /** What somebody should look at although the node succeeded. */
        @Nullable
        String warning() {
            if (before == null) {
                return outcome.warning();
            }
            var failed = "attempt " + (attempt - 1) + " failed: " + reason(before);
            return outcome.warning() == null ? failed : failed + "; " + outcome.warning();
        }
    }

    /** What an exception says. */
    static String reason(RuntimeException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** What is tried. */
    @FunctionalInterface
    interface Work {
        Outcome on(Step step);
    }

    /** No attempt succeeded. */
    static final class Exhausted extends Exception {
        private final int attempt;
        private final RuntimeException reason;

        Exhausted(int attempt, RuntimeException reason) {
            super(reason);
            this.attempt = attempt;
            this.reason = reason;
        }

        int attempt() {
            return attempt;
        }

        RuntimeException reason() {
            return reason;
        }
    }

    private final Clock clock;
    private final Pause pause;
    private final ScheduledThreadPoolExecutor watch;

    NodeAttempts(Clock clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
        this.watch = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("node-watch").daemon().factory());
        this.watch.setRemoveOnCancelPolicy(true);
    }

    Instant now() {
        return clock.instant();
    }

    Result make(CompiledNode<?> node, Step step, Work work) throws Exhausted {
        var retry = node.node().policy().retry();
        RuntimeException before = null;
        for (int attempt = 1; ; attempt++) {
            try {
                return new Result(attempt, once(node, step, work), before);
            } catch (NodeFailed e) {
                before = e;
                if (!e.retryable() || attempt >= retry.maxAttempts()) {
                    throw new Exhausted(attempt, e);
                }
            } catch (RuntimeException e) {
                before = e;
                if (Unavailability.causes(e)) {
                    throw e; // the hub's own database is away: that is no fault of the node, the run comes again
                }
                if (attempt >= retry.maxAttempts()) {
                    throw new Exhausted(attempt, e);
                }
            }
            pause.hold(retry.pauseBefore(attempt + 1));
        }
    }

    private Outcome once(CompiledNode<?> node, Step step, Work work) {
        if (node.kind().effect() == Effect.NONE) {
            return work.on(step);
        }
        var limit = limit(node);
        var worker = Thread.currentThread();
        var late = new AtomicBoolean();
        var alarm = watch.schedule(
                () -> {
                    late.set(true);
                    worker.interrupt();
                },
                limit.toNanos(),
                TimeUnit.NANOSECONDS);
        try {
            return work.on(step);
        } catch (RuntimeException e) {
            if (late.get()) {
                throw new NodeFailed("it took longer than " + limit, true, e);
            }
            throw e;
        } finally {
            alarm.cancel(false);
            if (late.get()) {
                var unused = Thread.interrupted(); // the alarm's, not a request to stop
            }
        }
    }

    private static Duration limit(CompiledNode<?> node) {
        var set = node.node().policy().timeout();
        return set == null ? node.kind().timeLimit() : set;
    }

    @Override
    public void destroy() {
        watch.shutdownNow();
    }
}
