package dev.serai.provider;

/** Who speaks in a {@link ChatMessage}. */
public enum Role {
    SYSTEM,
    USER,
    ASSISTANT
}
