package dev.serai.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Group commit: what many threads want to write at the same moment goes out in one batch of one thread. While one batch
 * is being written the next one gathers, so a lone writer never waits and a crowd shares a transaction.
 *
 * @param <T> what is written
 */
public final class BatchWriter<T> implements AutoCloseable {

    /** Writes a batch as a whole or not at all. */
    @FunctionalInterface
    public interface Target<T> {
        void write(List<T> batch);
    }

    private record Entry<T>(T item, CompletableFuture<Void> written) {}

    private final BlockingQueue<Entry<T>> waiting;
    private final int maxBatch;
    private final Target<T> target;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Starts the writing thread.
     *
     * @param name of the thread
     * @param maxBatch items per batch at most; ten times as many may wait
     */
    public BatchWriter(String name, int maxBatch, Target<T> target) {
        this.waiting = new ArrayBlockingQueue<>(maxBatch * 10);
        this.maxBatch = maxBatch;
        this.target = target;
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::work);
    }

    /**
     * Hands over an item; the future ends when its batch is committed, or with the reason why it was not. Blocks while
     * too many items wait.
     *
     * @throws RejectedExecutionException when there was no room within the time given, or the writer is closed
     */
    public CompletableFuture<Void> submit(T item, Duration patience) {
        var entry = new Entry<>(item, new CompletableFuture<>());
        try {
            if (closed || !waiting.offer(entry, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new RejectedExecutionException("'" + thread.getName() + "' has no room for more");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("interrupted", e);
        }
        return entry.written();
    }

    /** Like {@link #submit}, for those who do not wait; the target must see to failures itself. */
    public void put(T item, Duration patience) {
        var unused = submit(item, patience);
    }

    private void work() {
        var batch = new ArrayList<Entry<T>>(maxBatch);
        while (!closed || !waiting.isEmpty()) {
            batch.clear();
            try {
                var first = waiting.poll(50, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
            } catch (InterruptedException e) {
                continue; // closing is told by the flag
            }
            waiting.drainTo(batch, maxBatch - 1);
            write(batch);
        }
    }

    /** One faulty item must not take the others of its batch down: a batch that fails is written item by item. */
    private void write(List<Entry<T>> batch) {
        try {
            target.write(batch.stream().map(Entry::item).toList());
            batch.forEach(entry -> entry.written().complete(null));
        } catch (RuntimeException | Error e) {
            if (batch.size() == 1 || Unavailability.causes(e)) {
                batch.forEach(entry -> entry.written().completeExceptionally(e));
                return;
            }
            batch.forEach(entry -> write(List.of(entry)));
        }
    }

    /** Writes what waits, then ends the thread. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
