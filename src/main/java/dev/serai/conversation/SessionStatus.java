package dev.serai.conversation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a conversation stands. */
public enum SessionStatus {
    /** It is going on. */
    ACTIVE,
    /** Somebody is waiting for the staff. */
    WAITING,
    /** What it was about is done. */
    RESOLVED,
    /** Nothing more is expected of it. */
    CLOSED;

    /** As it is written in tables, flows and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status that is written like this. */
    public static Optional<SessionStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
