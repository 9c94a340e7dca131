package dev.serai.conversation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it came in.
 *
 * @param id the same for the same message, however often it is stored
 * @param sessionId its conversation
 * @param sessionType {@code group} or {@code private}
 * @param messageId of WorkTool, if it gave one
 * @param groupName where it was said; empty in private
 * @param content what was said, without the mention of the robot
 * @param rawMessage what was said, to the letter
 */
public record Message(
        UUID id,
        UUID sessionId,
        String sessionType,
        String robotId,
        @Nullable String messageId,
        String groupName,
        String senderName,
        String content,
        String rawMessage,
        int textType,
        boolean atMe,
        Instant receivedAt) {}
