package dev.serai.worktool;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells the modules above that a command came to its end; published as a Spring event after the commit, at least once.
 *
 * @param sendId of the command
 * @param runId of the run that asked for it, if one did
 * @param nodeId of the node that asked for it, if one did
 * @param status one of the finished ones
 */
public record CommandFinished(
        String sendId, @Nullable UUID runId, @Nullable String nodeId, CommandStatus status) {}
