package dev.serai.flow;

import java.time.Duration;

/**
 * How often a node is tried and how long the pauses between are.
 *
 * @param maxAttempts all tries, the first one included
 * @param delay before the second try
 * @param multiplier by which each further pause grows
 * @param maxDelay which no pause exceeds
 */
public record RetryPolicy(int maxAttempts, Duration delay, double multiplier, Duration maxDelay) {

    /** Three tries, a second between, doubled, five seconds at most. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofSeconds(5));

    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts is " + maxAttempts + "; a node is tried once at least");
        }
        if (delay.isNegative() || maxDelay.isNegative()) {
            throw new IllegalArgumentException("A pause is not negative: delay " + delay + ", maxDelay " + maxDelay);
        }
        if (!(multiplier >= 1 && multiplier <= 100)) {
            throw new IllegalArgumentException("multiplier is " + multiplier + "; it must lie between 1 and 100");
        }
    }

    /** How long to wait before this attempt; the first, number 1, comes at once. */
    public Duration pauseBefore(int attempt) {
        if (attempt <= 1) {
            return Duration.ZERO;
        }
        var millis = delay.toMillis() * Math.pow(multiplier, attempt - 2.0);
        return millis >= maxDelay.toMillis() ? maxDelay : Duration.ofMillis((long) millis);
    }
}
