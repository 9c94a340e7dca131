package dev.serai.engine;

import java.util.Locale;

/** What a node does to the world outside the hub's own database, and so what a crash may do to it. */
public enum Effect {
    /** Nothing: it may run again at any time and costs no commit of its own. */
    NONE,
    /** Something that costs, but does no harm when it happens again: its outcome is committed at once. */
    IDEMPOTENT,
    /** Something that must not happen twice: its intent is committed before, its outcome with what follows. */
    ONCE;

    /** As it is written in JSON. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
