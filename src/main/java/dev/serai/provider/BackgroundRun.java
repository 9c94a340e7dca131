package dev.serai.provider;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run that nobody waits for, as it is kept until its end is known.
 *
 * @param id of the run, and of the log row of its end
 * @param workflow its configured name
 * @param executeId what the provider calls it; null if it has not told yet
 * @param parameters what the log shows of them, JSON text
 * @param deadline after which it counts as timed out
 */
record BackgroundRun(
        UUID id,
        String workflow,
        String provider,
        @Nullable String executeId,
        CallTag tag,
        String parameters,
        Instant createdAt,
        Instant deadline) {}
