package dev.serai.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far an after-sales task has come. */
public enum TaskStatus {
    PENDING,
    WAITING_USER_RESPONSE,
    IN_PROGRESS,
    COMPLETED,
    CANCELLED;

    /** Whether something is still to be done. */
    public boolean open() {
        return this != COMPLETED && this != CANCELLED;
    }

    /** As it is written in tables, flows and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status that is written like this. */
    public static Optional<TaskStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
