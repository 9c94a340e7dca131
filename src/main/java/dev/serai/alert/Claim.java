package dev.serai.alert;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification that this hub, and no other, is sending.
 *
 * @param attempt the number of this try
 */
record Claim(
        UUID id,
        @Nullable UUID alertId,
        Channel channel,
        String recipient,
        String content,
        int attempt,
        Instant createdAt) {}
