package dev.serai.provider;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends work at its time limit wherever it waits: for its turn, for a connection, for a byte or in a pause. The work has
 * a virtual thread of its own, because interrupting one closes the socket it reads from. An interrupt of the caller
 * ends the work as well.
 */
final class TimeLimit {

    private static final Duration GRACE = Duration.ofSeconds(1);

    private TimeLimit() {}

    static <T> T within(Duration limit, Callable<T> work) {
        var task = new FutureTask<>(work);
        var thread = Thread.ofVirtual().name("provider-call").start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            stop(thread);
            throw new ProviderException.TimedOut(limit);
        } catch (InterruptedException e) {
            stop(thread);
            Thread.currentThread().interrupt();
            throw new ProviderException.Unavailable("the caller was interrupted");
        } catch (ExecutionException e) {
            throw unwrapped(e);
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
