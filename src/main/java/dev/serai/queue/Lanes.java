package dev.serai.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The order of conversations: work of one lane is done one after the other, different lanes run in parallel, each on a
 * virtual thread that lives as long as its lane has work.
 */
final class Lanes {

    private final ConcurrentHashMap<String, Deque<Work>> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();
    private final Semaphore places;
    private final Consumer<Work> job;
    private volatile boolean closed;

    /**
     * Makes lanes.
     *
     * @param atOnce how many pieces of work are in hand at the same time at most
     * @param job deals with one piece; must not throw
     */
    Lanes(int atOnce, Consumer<Work> job) {
        this.places = new Semaphore(atOnce);
        this.job = job;
    }

    void add(Work work) {
        var lane = work.envelope().lane();
        var idle = new boolean[1];
        lanes.compute(lane, (name, waiting) -> {
            idle[0] = waiting == null;
            var queue = waiting == null ? new ArrayDeque<Work>() : waiting;
            queue.add(work);
            return queue;
        });
        if (idle[0]) {
            Thread.ofVirtual().name("lane-", work.seq()).start(() -> drain(lane));
        }
    }

    private void drain(String lane) {
        running.incrementAndGet();
        try {
            for (var work = next(lane); work != null; work = next(lane)) {
                places.acquireUninterruptibly();
                try {
                    job.accept(work);
                } finally {
                    places.release();
                }
            }
        } finally {
            running.decrementAndGet();
        }
    }

    private @Nullable Work next(String lane) {
        @Nullable Work[] found = new Work[1];
        lanes.computeIfPresent(lane, (name, waiting) -> {
            found[0] = closed ? null : waiting.poll();
            return found[0] == null ? null : waiting;
        });
        return found[0];
    }

    /** Starts nothing more; what waits stays in the database. */
    void close() {
        closed = true;
    }

    /** Whether as much is in hand as may be. */
    boolean full() {
        return places.availablePermits() == 0;
    }

    /** Whether nothing is in hand any more. */
    boolean idle() {
        return running.get() == 0;
    }
}
