package dev.serai.engine;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a turn waits for, as it stands in the database.
 *
 * @param dueAt when it goes on at the latest; an event that has come makes it due at once
 * @param signal what the event brought
 * @param signals how many events have come so far
 */
record StoredWait(
        Turn turn, @Nullable Instant dueAt, @Nullable Map<String, @Nullable Object> signal, int signals) {

    /** Whether what was waited for has come. */
    boolean over(Instant now) {
        return signal != null || (dueAt != null && !dueAt.isAfter(now));
    }
}
