package dev.serai.worktool;

import java.util.Locale;

/** How far a command has come. */
public enum CommandStatus {
    /** Waits for its turn. */
    PENDING,
    /** Is being handed to WorkTool at this moment, or was when its process died. */
    SENDING,
    /** WorkTool has taken it; the robot's result is not known yet. */
    SENT,
    /** Reached every target. */
    SUCCEEDED,
    /** Reached some targets. */
    PARTIAL,
    /** Was refused, or reached no target. */
    FAILED,
    /** Nobody can say yet whether WorkTool took it; it is being looked up and never repeated blindly. */
    UNKNOWN,
    /** Was called off before it was sent. */
    CANCELLED;

    /** True when nothing more will happen to the command. */
    public boolean finished() {
        return this == SUCCEEDED || this == PARTIAL || this == FAILED || this == CANCELLED;
    }

    /** The word used in tables, JSON and flows. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status that {@link #word()} stands for. */
    static CommandStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
