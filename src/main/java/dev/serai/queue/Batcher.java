package dev.serai.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Group commit: what many threads want of the database at the same moment goes out in one batch of one thread. While
 * one batch is under way the next one gathers, so a lone caller never waits and a crowd shares a transaction.
 *
 * @param <T> what is written, or looked up
 */
public final class Batcher<T> implements AutoCloseable {

    /** Writes a batch as a whole or not at all, or looks up what each item of it asks for. */
    @FunctionalInterface
    public interface Target<T> {
        void write(List<T> batch);
    }

    private record Entry<T>(T item, CompletableFuture<Void> written) {}

    private static final long IDLE_NANOS = 50_000_000;

    private final ConcurrentLinkedQueue<Entry<T>> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore room;
    private final int maxBatch;
    private final Target<T> target;
    private final Thread thread;
    private volatile boolean idle;
    private volatile boolean closed;

    /**
     * Starts the writing thread.
     *
     * @param name of the thread
     * @param maxBatch items per batch at most; ten times as many may wait
     */
    public Batcher(String name, int maxBatch, Target<T> target) {
        this.room = new Semaphore(maxBatch * 10);
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
        try {
            if (closed || !(room.tryAcquire() || room.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS))) {
                throw new RejectedExecutionException("'" + thread.getName() + "' has no room for more");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("interrupted", e);
        }
        var entry = new Entry<>(item, new CompletableFuture<Void>());
        waiting.add(entry);
        if (idle) {
            LockSupport.unpark(thread);
        }
        return entry.written();
    }

    /**
     * Like {@link #submit}, and returns when the batch of the item is committed.
     *
     * @throws RuntimeException the reason why it was not
     */
    public void submitAndWait(T item, Duration patience) {
        try {
            submit(item, patience).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    /** Like {@link #submit}, for those who do not wait; the target must see to failures itself. */
    public void put(T item, Duration patience) {
        var unused = submit(item, patience);
    }

    private void work() {
        var batch = new ArrayList<Entry<T>>(maxBatch);
        while (!closed || !waiting.isEmpty()) {
            for (var next = waiting.poll(); next != null; next = batch.size() < maxBatch ? waiting.poll() : null) {
                batch.add(next);
            }
            if (batch.isEmpty()) {
                rest();
                continue;
            }
            write(batch);
            room.release(batch.size());
            batch.clear();
        }
    }

    /** The flag is up before the queue is looked at again, so an item that comes in between wakes the thread. */
    private void rest() {
        idle = true;
        if (waiting.isEmpty()) {
            LockSupport.parkNanos(this, IDLE_NANOS);
        }
        idle = false;
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
        LockSupport.unpark(thread);
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
