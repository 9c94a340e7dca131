package dev.serai.worktool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is written down about an attempt once something is known of it.
 *
 * @param status of the command from now on
 * @param messageId of WorkTool, once sent
 * @param error why it is not sent, if it is not
 * @param checks looks taken so far
 * @param checkAt when to look next, if there is something to look for
 */
record Settlement(
        CommandStatus status,
        @Nullable String messageId,
        @Nullable String error,
        int checks,
        @Nullable Instant checkAt) {

    static Settlement sent(String messageId, Instant checkAt) {
        return new Settlement(CommandStatus.SENT, messageId, null, 0, checkAt);
    }

    static Settlement failed(String reason) {
        return new Settlement(CommandStatus.FAILED, null, reason, 0, null);
    }

    static Settlement again(String reason) {
        return new Settlement(CommandStatus.PENDING, null, reason, 0, null);
    }

    static Settlement unknown(String reason, int looks, Instant lookAt) {
        return new Settlement(CommandStatus.UNKNOWN, null, reason, looks, lookAt);
    }
}
