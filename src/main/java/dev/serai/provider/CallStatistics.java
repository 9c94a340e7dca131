package dev.serai.provider;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the calls of one model or workflow came to.
 *
 * @param name what the hub calls it
 * @param calls how they ended
 * @param tokens what they spent in the period
 * @param latency how long those that succeeded took
 * @param errors how often calls failed for which code, the most frequent first
 * @param tokensThisMonth what was spent since the month began, whatever the period
 */
public record CallStatistics(
        String name, Calls calls, Tokens tokens, Latency latency, Map<String, Long> errors, long tokensThisMonth) {

    static final CallStatistics NOTHING =
            new CallStatistics("", new Calls(0, 0, 0, 0), new Tokens(0, 0, 0), Latency.NONE, Map.of(), 0);

    public CallStatistics {
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    /**
     * How calls ended.
     *
     * @param all of them
     * @param failed with an error or over time
     * @param interrupted because the workflow waits for an answer, which is no failure
     */
    public record Calls(long all, long succeeded, long failed, long interrupted) {

        /** The share of calls that did not fail, from 0 to 1; 1 if there was none. */
        public double successRate() {
            return all == 0 ? 1 : (double) (all - failed) / all;
        }
    }

    /** Tokens by what they were spent for. */
    public record Tokens(long input, long output, long total) {}

    /** How long calls took that succeeded; zero if there was none. */
    public record Latency(Duration average, Duration p50, Duration p95, Duration p99) {

        static final Latency NONE = new Latency(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    CallStatistics about(String model, Map<String, Long> reasons, long month) {
        return new CallStatistics(model, calls, tokens, latency, reasons, month);
    }
}
