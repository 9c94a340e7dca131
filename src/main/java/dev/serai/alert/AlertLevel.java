package dev.serai.alert;

import java.util.Locale;

/** How grave an alert is, the gravest first. */
public enum AlertLevel {
    CRITICAL,
    WARNING,
    INFO;

    /** As flows, tables and people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is as grave as another, or graver. */
    public boolean atLeast(AlertLevel other) {
        return compareTo(other) <= 0;
    }

    /** The level that is written like this. */
    public static AlertLevel of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
