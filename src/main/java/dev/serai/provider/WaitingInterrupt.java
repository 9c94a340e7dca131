package dev.serai.provider;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An interrupt as it is kept until somebody answers.
 *
 * @param id what the hub calls it
 * @param workflow the configured name of the workflow that waits
 * @param executeId the run's id at the provider, if it told one
 * @param interrupt what the provider told
 * @param question what the workflow had said when it stopped; mostly the question itself
 * @param tag the flow run and node the workflow was run for
 * @param life how it came to be and how long it lasts
 */
public record WaitingInterrupt(
        UUID id,
        String workflow,
        @Nullable String executeId,
        Interrupt interrupt,
        String question,
        CallTag tag,
        Life life) {

    /**
     * How an interrupt came to be and how long it lasts.
     *
     * @param origin how the workflow was run; it has to be resumed the same way
     * @param resumes how often this run had been answered before
     * @param expiresAt after which the provider has forgotten it
     */
    public record Life(Origin origin, int resumes, Instant createdAt, Instant expiresAt) {}

    /** How a workflow was run. */
    public enum Origin {
        STREAM,
        SYNC,
        ASYNC;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
