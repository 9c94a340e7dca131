package dev.serai.provider;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A limit of {@code serai.provider.watch} was reached, or is kept again. Published as an application event within the
 * transaction that remembers it, once in the whole cluster for each crossing; if who listens throws, it is told again
 * at the next look.
 *
 * @param kind {@code model}, {@code workflow}, or {@code total} for all calls together
 * @param name what the hub calls the model or workflow; empty for all together
 * @param threshold which limit; it says the unit of the measure
 * @param measure what was seen
 * @param over true if the limit was reached, false if it is kept again
 * @param at when that was seen
 */
public record ProviderThresholdCrossed(
        String kind, String name, Threshold threshold, Measure measure, boolean over, Instant at) {

    /**
     * What was seen.
     *
     * @param value that was measured
     * @param limit that is set
     * @param window the time it was measured over; null for the day or month that the threshold names
     */
    public record Measure(
            double value, double limit, @Nullable Duration window) {}
}
