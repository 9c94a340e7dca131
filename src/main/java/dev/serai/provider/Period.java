package dev.serai.provider;

import java.time.Duration;
import java.time.Instant;

/**
 * A time that is looked back on.
 *
 * @param from its first moment
 * @param to the first moment after it
 */
public record Period(Instant from, Instant to) {

    private static final Duration LONGEST = Duration.ofDays(366);

    /** @throws IllegalArgumentException if it ends before it begins, or is longer than 366 days */
    public Period {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from: " + from + " is not before " + to + "; set it earlier than to");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("from: " + from + " is more than 366 days before to; ask for less");
        }
    }
}
