package dev.serai.provider;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Ends work at its time limit wherever it waits: for its turn, for a connection, for a byte or in a pause. The work has
 * a virtual thread of its own, because interrupting one closes the socket it reads from. An interrupt of the caller
 * ends the work as well.
 */
final class TimeLimit {

    private static final Duration GRACE = Duration.ofSeconds(1);

    private TimeLimit() {}

    /** Does the work, which is told by the given question whether it is over and nothing new may be begun. */
    static <T> T within(Duration limit, Function<BooleanSupplier, T> work) {
        return within(limit, () -> true, work);
    }

    /**
     * The same, but when the time is over it is asked whether the work is to be ended; if not, there is no limit any
     * more but that of whoever interrupts the caller.
     */
    static <T> T within(Duration limit, BooleanSupplier ended, Function<BooleanSupplier, T> work) {
        var over = new AtomicBoolean();
        var task = new FutureTask<>(() -> work.apply(over::get));
        var thread = Thread.ofVirtual().name("provider-call").start(task);
        try {
            return result(task, limit, ended);
        } catch (TimeoutException e) {
            over.set(true);
            stop(thread);
            throw new ProviderException.TimedOut(limit);
        } catch (InterruptedException e) {
            over.set(true);
            stop(thread);
            Thread.currentThread().interrupt();
            throw new ProviderException.Unavailable("the caller was interrupted");
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    private static <T> T result(FutureTask<T> task, Duration limit, BooleanSupplier ended)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (ended.getAsBoolean()) {
                throw e;
            }
            return task.get();
        }
    }

    private static void stop(Thread thread) {
        thread.interrupt();
        try {
            // so that nothing more is told after the end; work that does not listen is left behind
            var ended = thread.join(GRACE);
            if (!ended) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException unwrapped(ExecutionException failure) {
        var cause = failure.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }
}
