package dev.serai.task;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Something a member of the staff did in a chat.
 *
 * @param key names it for ever: the same key is stored once
 * @param content what they said
 */
public record StaffActivity(
        String key, String robot, String staff, Type type, UUID session, String content, Instant at) {

    /** What kind of thing it was. */
    public enum Type {
        /** They spoke. */
        MESSAGE,
        /** They spoke while an after-sales task was open in the chat. */
        RESPONSE,
        /** They told that a task is done. */
        COMPLETION;

        /** As it is written in tables, flows and JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
