package dev.serai.engine;

import java.util.Locale;

/** How far a run has come. */
public enum RunStatus {
    RUNNING,
    WAITING,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** Whether nothing more will happen in it. */
    public boolean finished() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }

    /** As it is written in tables, flows and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
