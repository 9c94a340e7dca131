package dev.serai.provider;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param outcome in one word
 * @param errorCode as in the log, if it failed
 * @param usage tokens spent, as far as they are known
 * @param took from the first attempt to the end, retries included
 * @param firstToken from the beginning to the first piece of the answer, if it came in pieces
 * @param at when it ended
 */
public record CallEnding(
        Outcome outcome,
        @Nullable String errorCode,
        Usage usage,
        Duration took,
        @Nullable Duration firstToken,
        Instant at) {}
