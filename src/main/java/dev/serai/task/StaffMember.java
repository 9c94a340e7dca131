package dev.serai.task;

import java.time.Instant;

/**
 * Somebody who works in the chats.
 *
 * @param id of the sender, as messages carry it
 * @param role as {@code sender_identify} tells it
 */
public record StaffMember(String id, String name, String role, StaffStatus status, Instant lastActiveAt) {}
