package dev.serai.conversation;

import java.time.Instant;
import java.util.UUID;

/**
 * Something somebody said in a chat.
 *
 * @param speaker display name; empty for the robot
 */
public record Spoken(UUID id, String speaker, String content, Instant at) {}
