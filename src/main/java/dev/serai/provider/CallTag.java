package dev.serai.provider;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * On whose account a call is made, for the log.
 *
 * @param run the flow run, if the call belongs to one
 * @param node the node of that run
 */
public record CallTag(@Nullable UUID run, @Nullable String node) {

    /** A call that belongs to no run. */
    public static CallTag none() {
        return new CallTag(null, null);
    }
}
