package dev.serai.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a run that has ended is to go on, or a new one is to do the same again.
 *
 * @param fromNode where it goes on; null for the node that failed. A new run begins at the start
 * @param version the flow's version it goes on with, {@code active} for the one at work; null for its own
 * @param input fields of the context, {@code variables} among them, in place of those the node would see, or of those
 *     the new run would begin with; null for the old ones
 * @param effects whether effects that must not happen twice, commands and notifications happen again; else their
 *     recorded outcome stands
 * @param by who asks for it
 */
public record Replay(
        @Nullable String fromNode,
        @Nullable String version,
        @Nullable Map<String, @Nullable Object> input,
        boolean effects,
        String by) {

    public Replay {
        input = input == null ? null : new LinkedHashMap<>(input);
    }

    /** From the node that failed, with nothing changed. */
    public static Replay retry(String by) {
        return new Replay(null, null, null, false, by);
    }
}
