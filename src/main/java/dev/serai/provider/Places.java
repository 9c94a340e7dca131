package dev.serai.provider;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds how many calls are under way to one provider; the others wait their turn for a while. */
final class Places {

    private final String provider;
    private final int count;
    private final Duration maxWait;
    private final Semaphore free;

    Places(String provider, int count, Duration maxWait) {
        this.provider = provider;
        this.count = count;
        this.maxWait = maxWait;
        this.free = new Semaphore(count, true);
    }

    /** Takes a place; whoever got one must {@link #release()} it. */
    void acquire() {
        try {
            if (!free.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ProviderException.Unavailable(
                        "all %d places at '%s' were taken for %d ms; raise serai.provider.calls.max-concurrent"
                                .formatted(count, provider, maxWait.toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException.Unavailable("interrupted while waiting for a place at '" + provider + "'");
        }
    }

    void release() {
        free.release();
    }
}
