package dev.serai.conversation;

import java.time.Instant;
import java.util.UUID;

/**
 * What somebody wanted with a message and how they felt.
 *
 * @param key names it for ever: the same key is stored, and counted, once
 */
public record Impression(
        String key, UUID session, String userId, String userName, String intent, String emotion, Instant at) {}
