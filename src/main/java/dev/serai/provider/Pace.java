package dev.serai.provider;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the calls to one provider to so many a minute, evenly spread: never more than a second's share at once. A
 * provider that counts its own way may still refuse; then its {@code Retry-After} holds.
 */
final class Pace {

    private static final int SECONDS = 60;

    private final String provider;
    private final int perMinute;
    private final RateLimiter limiter;

    /** @param maxWait how long the turn of a call may be away */
    Pace(String provider, int perMinute, Duration maxWait) {
        var burst = Math.max(1, perMinute / SECONDS);
        this.provider = provider;
        this.perMinute = perMinute;
        this.limiter = RateLimiter.of(
                provider,
                RateLimiterConfig.custom()
                        .limitForPeriod(burst)
                        .limitRefreshPeriod(
                                Duration.ofMinutes(1).multipliedBy(burst).dividedBy(perMinute))
                        .timeoutDuration(maxWait)
                        .build());
    }

    int perMinute() {
        return perMinute;
    }

    /**
     * Waits for the turn of one more call.
     *
     * @param hurried whether to give up at once if it is not now
     */
    void await(boolean hurried) {
        if (hurried && limiter.getMetrics().getAvailablePermissions() < 1) {
            throw tooMany();
        }
        var wait = limiter.reservePermission();
        if (wait < 0) {
            throw tooMany();
        }
        try {
            TimeUnit.NANOSECONDS.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException.Unavailable("interrupted while waiting for the turn at '" + provider + "'");
        }
    }

    private ProviderException tooMany() {
        return new ProviderException.Unavailable(
                "'%s' is asked %d times a minute already; raise its rate limit".formatted(provider, perMinute));
    }
}
