package dev.serai.node;

import dev.serai.conversation.Conversations;
import dev.serai.conversation.Turn;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.engine.Write;
import dev.serai.worktool.CommandRejected;
import dev.serai.worktool.NewCommand;
import dev.serai.worktool.RobotCommands;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets the robot say something on behalf of a node, once, whatever happens to the process. */
@Component
class RobotVoice {

    private final RobotCommands commands;
    private final Conversations conversations;

    RobotVoice(RobotCommands commands, Conversations conversations) {
        this.commands = commands;
        this.conversations = conversations;
    }

    /**
     * The outcome, with a text that is put in line for a chat.
     *
     * @param part tells the texts of one node apart
     * @throws NodeFailed if WorkTool could not send it
     */
    Outcome tell(Outcome outcome, Step step, String part, NewText text) {
        var command = NewCommand.text(
                        key(step, part), step.text("robotId"), text.target(), text.content(), text.atList())
                .askedBy(step.run().value(), step.node());
        try {
            var more = outcome;
            for (Map<String, @Nullable Object> row : commands.rows(command)) {
                more = more.write(new Write(commands.enqueueEndpoint(), row, commands::wake));
            }
            return more;
        } catch (CommandRejected e) {
            throw new NodeFailed(String.valueOf(e.getMessage()), false, e);
        }
    }

    /** The same, for the chat the run's message came from: it is a turn of that talk too. */
    Outcome reply(Outcome outcome, Step step, String part, NewText text) {
        var session = Sessions.id(step);
        var turn = new Turn("assistant", text.content(), step.now());
        return tell(outcome, step, part, text)
                .write(new Write(
                        conversations.turnEndpoint(),
                        conversations.turnRow(key(step, part), session, turn),
                        () -> conversations.turnStored(session)));
    }

    private static String key(Step step, String part) {
        return step.effectKey() + ":" + part;
    }

    /**
     * What is said to whom.
     *
     * @param target name of the group or contact
     * @param atList names that are addressed with @
     */
    record NewText(String target, String content, List<String> atList) {}
}
