package dev.serai.worktool;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command as it stands in the table.
 *
 * @param sendId by which everybody outside this module calls it
 * @param robot name of the robot that carries it out
 * @param type of WorkTool, 203 for text
 * @param target chat it goes to; empty for commands without one
 * @param status how far it has come
 * @param attempts how often it was handed to WorkTool
 * @param messageId given by WorkTool once it has taken the command
 * @param result what the robot reported, once it did
 * @param error why it failed or what it waits for, if anything is to be said
 * @param runId of the run that asked for it, if one did
 * @param nodeId of the node that asked for it, if one did
 * @param createdAt when it was put in line
 */
public record RobotCommand(
        String sendId,
        String robot,
        int type,
        String target,
        CommandStatus status,
        int attempts,
        @Nullable String messageId,
        @Nullable CommandResult result,
        @Nullable String error,
        @Nullable UUID runId,
        @Nullable String nodeId,
        Instant createdAt) {}
