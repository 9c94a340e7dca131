package dev.serai.provider;

/** Who speaks in a {@link ChatMessage}. */
public enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    /** A tool that was called tells its result. */
    TOOL
}
