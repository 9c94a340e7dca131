package dev.serai.conversation;

import java.time.Instant;

/**
 * One thing said in a conversation.
 *
 * @param role {@code user} or {@code assistant}, in OpenAI's words
 */
public record Turn(String role, String content, Instant timestamp) {}
