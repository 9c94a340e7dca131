package dev.serai.worktool;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells the modules above that a command came to its end; published as a Spring event after the commit. A process that
 * dies between the two may never tell, and a result that is delivered twice may be told twice: who waits for a command
 * should also look at it from time to time ({@link RobotCommands#find}).
 *
 * @param sendId of the command
 * @param runId of the run that asked for it, if one did
 * @param nodeId of the node that asked for it, if one did
 * @param status one of the finished ones
 */
public record CommandFinished(
        String sendId, @Nullable UUID runId, @Nullable String nodeId, CommandStatus status) {

    /** The name under which flows know this event. */
    public static final String EVENT = "command_result";
}
