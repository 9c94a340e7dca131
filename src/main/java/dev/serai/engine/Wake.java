package dev.serai.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a node that waited goes on.
 *
 * @param kept the output it left when it began to wait
 * @param event what the event brought; null if the moment came first
 */
public record Wake(
        Map<String, @Nullable Object> kept, @Nullable Map<String, @Nullable Object> event) {

    /** Whether the moment came first. */
    public boolean timedOut() {
        return event == null;
    }
}
