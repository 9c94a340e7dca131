package dev.serai.queue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends futures that take too long. One look every few milliseconds serves them all, because all have the same time; a
 * timer for each of several thousand in a second would cost more than what they wait for.
 */
final class Impatience implements AutoCloseable {

    private static final long LOOK_MILLIS = 20;

    private record Waiting(CompletableFuture<?> future, long deadline) {}

    private final ConcurrentLinkedQueue<Waiting> oldestFirst = new ConcurrentLinkedQueue<>();
    private final long nanos;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("queue-impatience").daemon().factory());

    Impatience(Duration time) {
        this.nanos = time.toNanos();
        var unused = looks.scheduleWithFixedDelay(
                () -> look(System.nanoTime()), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** From now on this future has its time; after it, it ends with a {@link TimeoutException}. */
    void add(CompletableFuture<?> future) {
        oldestFirst.add(new Waiting(future, System.nanoTime() + nanos));
    }

    private void look(long now) {
        for (var oldest = oldestFirst.peek(); oldest != null; oldest = oldestFirst.peek()) {
            if (!oldest.future().isDone() && now - oldest.deadline() < 0) {
                return;
            }
            oldest.future().completeExceptionally(new TimeoutException());
            oldestFirst.poll();
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
