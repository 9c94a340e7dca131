package dev.serai.task;

import java.time.Instant;

/**
 * Something operation wants done.
 *
 * @param key names it for ever: the same key is stored once
 * @param group the chat it was said in
 * @param target id or display name of who is to do it; empty for everybody in the chat
 * @param priority {@code critical}, {@code warning} or {@code info}
 * @param askedBy sender id of who wants it
 * @param autoCancel whether an answer of the target cancels it
 */
public record TrackTask(
        String key,
        String robot,
        String group,
        String target,
        String requirement,
        String priority,
        String askedBy,
        Instant askedAt,
        Instant deadline,
        boolean autoCancel) {}
