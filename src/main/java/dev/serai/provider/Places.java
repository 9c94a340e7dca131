package dev.serai.provider;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds how many calls are under way to one place; the others wait their turn for a while. */
final class Places {

    private final String place;
    private final String setting;
    private final int count;
    private final Duration maxWait;
    private final Semaphore free;

    /** Those of a provider. */
    Places(String provider, int count, Duration maxWait) {
        this("'" + provider + "'", "serai.provider.calls.max-concurrent", count, maxWait);
    }

    Places(String place, String setting, int count, Duration maxWait) {
        this.place = place;
        this.setting = setting;
        this.count = count;
        this.maxWait = maxWait;
        this.free = new Semaphore(count, true);
    }

    /** Takes a place; whoever got one must {@link #release()} it. */
    void acquire() {
        try {
            if (!free.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ProviderException.Unavailable("all %d places at %s were taken for %d ms; raise %s"
                        .formatted(count, place, maxWait.toMillis(), setting));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException.Unavailable("interrupted while waiting for a place at " + place);
        }
    }

    void release() {
        free.release();
    }
}
