package dev.serai.provider.coze;

import dev.serai.vault.Secret;
import java.time.Duration;
import java.time.Instant;

/**
 * An access token and how long it is good for.
 *
 * @param renewAt from then on a new one is asked for: at five sixths of its life, 30 seconds before its end at latest
 */
record CozeGrant(Secret token, Instant expires, Instant renewAt) {

    private static final Duration MARGIN = Duration.ofSeconds(30);

    static CozeGrant of(Secret token, Instant from, Instant expires) {
        var early = from.plus(Duration.between(from, expires).multipliedBy(5).dividedBy(6));
        var latest = expires.minus(MARGIN);
        return new CozeGrant(token, expires, early.isBefore(latest) ? early : latest);
    }

    boolean fresh(Instant now) {
        return now.isBefore(renewAt);
    }

    /** The same for a while longer, as long as it is good; used when nobody gives us a new one. */
    CozeGrant stretched(Instant now) {
        var later = now.plus(MARGIN);
        var latest = expires.minus(MARGIN);
        return new CozeGrant(token, expires, later.isBefore(latest) ? later : latest);
    }
}
