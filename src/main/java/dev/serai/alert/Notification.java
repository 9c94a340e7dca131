package dev.serai.alert;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something somebody is to be told.
 *
 * @param key names the wish for ever: a second one with the same key is not taken
 * @param alertId what it is about, if it is about an alert
 * @param recipient a hook of the configuration, a chat, or {@code *} for everybody
 */
public record Notification(
        String key,
        @Nullable UUID alertId,
        Channel channel,
        String recipient,
        String content,
        UUID runId,
        String nodeId,
        Instant at) {}
