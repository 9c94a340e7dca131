package dev.serai.engine;

import java.util.UUID;

/** Names a run; the same as the id of the envelope that started it. */
public record RunId(UUID value) {

    /**
     * Reads it as a caller wrote it.
     *
     * @throws IllegalArgumentException if it is no UUID
     */
    public static RunId of(String text) {
        return new RunId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
