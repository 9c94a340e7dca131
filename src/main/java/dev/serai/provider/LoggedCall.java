package dev.serai.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A finished call as the log has it, without what was asked and answered.
 *
 * @param id of its row
 * @param name what the hub calls the model or workflow
 * @param tag on whose account it was made
 * @param status {@code success}, {@code error}, {@code interrupted} or {@code timeout}
 * @param tokens spent in all
 * @param at when it began
 */
public record LoggedCall(
        UUID id,
        String name,
        String provider,
        CallTag tag,
        String status,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        long tokens,
        Duration took,
        Instant at) {}
