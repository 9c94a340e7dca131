package dev.serai.provider;

import java.util.Locale;

/** How a call ended, in the words of logs and meters; INTERRUPTED is a workflow that waits for an answer. */
public enum Outcome {
    SUCCESS,
    ERROR,
    INTERRUPTED,
    TIMEOUT,
    /** Not asked at all, the answer was kept; in meters only, for a log tells of calls. */
    CACHED;

    static Outcome of(ProviderException error) {
        return switch (error) {
            case ProviderException.TimedOut e -> TIMEOUT;
            case ProviderException.Interrupted e -> INTERRUPTED;
            default -> ERROR;
        };
    }

    /** As logs, meters and programs write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
