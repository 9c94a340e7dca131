package dev.serai.provider;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bounds how many calls are begun in a second; the others wait their turn for a while. */
final class Rate {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final String refusal;
    private final Optional<RateLimiter> limiter;

    private Rate(String refusal, Optional<RateLimiter> limiter) {
        this.refusal = refusal;
        this.limiter = limiter;
    }

    /**
     * A bound for the calls to a place.
     *
     * @param place in words, for the one who gets no turn
     * @param setting that says how many
     * @param perSecond how many; null for any number
     * @param maxWait how long a call waits for its turn
     */
    static Rate of(String place, String setting, @Nullable Integer perSecond, Duration maxWait) {
        if (perSecond == null) {
            return new Rate("", Optional.empty());
        }
        var config = RateLimiterConfig.custom()
                .limitForPeriod(perSecond)
                .limitRefreshPeriod(SECOND)
                .timeoutDuration(maxWait)
                .build();
        var refusal = "%d calls a second are begun at %s, and the turn of this one did not come in %d ms; raise %s"
                .formatted(perSecond, place, maxWait.toMillis(), setting);
        return new Rate(refusal, Optional.of(RateLimiter.of(place, config)));
    }

    /**
     * Waits for a turn.
     *
     * @throws ProviderException.Unavailable if it does not come in time
     */
    void acquire() {
        acquire(false);
    }

    /**
     * The same.
     *
     * @param hurried whether to give up at once if it is not now
     */
    void acquire(boolean hurried) {
        if (limiter.isEmpty()) {
            return;
        }
        var busy = hurried && limiter.get().getMetrics().getAvailablePermissions() < 1;
        if (busy || !limiter.get().acquirePermission()) {
            throw new ProviderException.Unavailable(
                    Thread.currentThread().isInterrupted() ? "interrupted while waiting for a turn" : refusal);
        }
    }
}
