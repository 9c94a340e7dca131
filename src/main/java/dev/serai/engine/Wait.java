package dev.serai.engine;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node waits for: a moment, an event, or whichever of the two comes first. A waiting run holds no thread and
 * outlives the process.
 *
 * @param until the moment; null waits for the event alone
 * @param event its name; null waits for the moment alone
 * @param match fields the event must have, with these values
 */
public record Wait(@Nullable Instant until, @Nullable String event, Map<String, ? extends @Nullable Object> match) {

    /**
     * At a node where ways of the run meet: waits for the ways that have not arrived, which wake the run themselves.
     */
    public static Wait forTheOthers() {
        return new Wait(null, null, Map.of());
    }

    /** Waits for a moment. */
    public static Wait until(Instant moment) {
        return new Wait(moment, null, Map.of());
    }

    /** Waits for an event with these fields, at the latest until a moment if there is one. */
    public static Wait forEvent(
            String event, Map<String, ? extends @Nullable Object> match, @Nullable Instant atTheLatest) {
        return new Wait(atTheLatest, event, match);
    }

    /** Whether only time is waited for. */
    boolean plain() {
        return event == null && until != null;
    }

    /** Whether it may be over before that moment. */
    boolean mayEndBefore(Instant moment) {
        return event != null || (until != null && until.isBefore(moment));
    }

    /** Whether nothing but other ways of the run is waited for. */
    boolean silent() {
        return event == null && until == null;
    }
}
