package dev.serai.alert;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something people should know of.
 *
 * @param code what kind of thing it is, for example {@code message_risk}
 * @param about whom or what it concerns; the same alert about the same comes again as a repeat
 * @param data what is known, as JSON
 * @param key names the occurrence for ever
 * @param runId the run that raised it; null if none did
 */
public record Alert(
        AlertLevel level,
        String code,
        String about,
        String data,
        String key,
        @Nullable UUID runId,
        String nodeId,
        Instant at) {

    /** The same for what is the same alert when it comes again. */
    String fingerprint() {
        return level.word() + "|" + code + "|" + about;
    }
}
