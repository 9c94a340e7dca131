package dev.serai.provider;

import java.util.Arrays;
import java.util.Locale;

/** What is called. */
public enum CallKind {
    MODEL,
    WORKFLOW;

    /** As statistics and programs write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind that is written like this.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static CallKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kind: '" + word + "' is neither model nor workflow"));
    }
}
