package dev.serai.provider;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds how many calls are under way to one place, how many wait for their turn, and for how long. */
final class Places {

    private final String place;
    private final String setting;
    private final int longestQueue;
    private final Duration maxWait;
    private final Turns free;
    private int count;

    /**
     * Free places.
     *
     * @param place in words, for the one who gets none
     * @param setting that says how many there are
     * @param longestQueue how many calls may wait
     * @param maxWait for how long
     */
    Places(String place, String setting, int count, int longestQueue, Duration maxWait) {
        this.place = place;
        this.setting = setting;
        this.count = count;
        this.longestQueue = longestQueue;
        this.maxWait = maxWait;
        this.free = new Turns(count);
    }

    /** From now on there are so many; calls that have a place keep it. */
    synchronized void resize(int places) {
        free.change(places - count);
        count = places;
    }

    /** Takes a place; whoever got one must {@link #release()} it. */
    void acquire() {
        acquire(maxWait);
    }

    /** The same, without waiting. */
    void acquireNow() {
        acquire(Duration.ZERO);
    }

    private void acquire(Duration patience) {
        try {
            if (free.tryAcquire(0, TimeUnit.NANOSECONDS) || (patience.isPositive() && waited(patience))) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException.Unavailable("interrupted while waiting for a place at " + place);
        }
        throw new ProviderException.Unavailable("all %d places at %s were taken for %d ms; raise %s"
                .formatted(size(), place, patience.toMillis(), setting));
    }

    private boolean waited(Duration patience) throws InterruptedException {
        if (free.getQueueLength() >= longestQueue) {
            throw new ProviderException.Unavailable(
                    "%d calls wait for a place at %s already; raise serai.provider.calls.max-queue"
                            .formatted(longestQueue, place));
        }
        return free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized int size() {
        return count;
    }

    void release() {
        free.release();
    }

    /** First come, first served; their number may change. */
    private static final class Turns extends Semaphore {

        private static final long serialVersionUID = 1L;

        Turns(int count) {
            super(count, true);
        }

        void change(int more) {
            if (more > 0) {
                release(more);
            }
            if (more < 0) {
                reducePermits(-more);
            }
        }
    }
}
