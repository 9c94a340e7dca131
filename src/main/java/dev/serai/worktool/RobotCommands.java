package dev.serai.worktool;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The door for whoever wants a robot to do something. The caller stores the rows in a transaction of its own, so that
 * the command and the reason for it are committed together; from then on it is sent exactly once.
 */
public interface RobotCommands {

    /**
     * A camel-sql endpoint that takes a list of {@link #rows} as its body and puts them in line, in that order. A row
     * whose key was taken before is passed over.
     */
    String enqueueEndpoint();

    /**
     * The row of a command; {@code sendId} in it is the same each time for the same key.
     *
     * @throws CommandRejected if WorkTool could not carry it out, or the text is too long for one command
     */
    Map<String, @Nullable Object> row(NewCommand command);

    /**
     * The rows of a command, of which there are several if its text is too long for one; their keys are that of the
     * command with {@code #2}, {@code #3} and so on behind it, and the last part finishes last.
     *
     * @throws CommandRejected if WorkTool could not carry it out
     */
    List<Map<String, @Nullable Object>> rows(NewCommand command);

    /**
     * A row as people read it: {@code robot}, {@code type}, {@code target} and the fields of the command, of which the
     * text is called {@code content}.
     */
    default Map<String, @Nullable Object> told(Map<String, @Nullable Object> row) {
        return row;
    }

    /** Says that a transaction with new rows was committed. Nothing is lost without it, it only goes slower. */
    void wake();

    /** The command as it stands now. */
    Optional<RobotCommand> find(String sendId);
}
