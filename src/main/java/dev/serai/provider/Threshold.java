package dev.serai.provider;

import java.util.Locale;

/** What is watched of calls. */
public enum Threshold {
    /** Tokens since midnight. */
    TOKENS_PER_DAY,
    /** Tokens since the month began. */
    TOKENS_PER_MONTH,
    /** Per cent of calls that failed. */
    ERROR_RATE,
    /** Milliseconds that the slowest twentieth of calls took at least. */
    LATENCY_P95;

    /** As tables and alerts write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
