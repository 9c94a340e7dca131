package dev.serai.worktool;

import java.time.Instant;
import java.util.UUID;

/**
 * One attempt to send a command.
 *
 * @param id of the row
 * @param sendId of the command
 * @param payload the command as WorkTool spells it
 * @param attempts number of this attempt, counted from 1
 * @param checks how often its outcome was looked up in vain
 * @param sendingAt when the attempt began
 */
record Claim(UUID id, String sendId, String payload, int attempts, int checks, Instant sendingAt) {}
