package dev.serai.task;

import java.util.Locale;

/** Whether a member of the staff can help now; the first is the best. */
public enum StaffStatus {
    ONLINE,
    BUSY,
    OFFLINE;

    /** As it is written in tables, flows and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static StaffStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
