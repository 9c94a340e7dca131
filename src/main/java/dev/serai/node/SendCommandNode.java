package dev.serai.node;

import dev.serai.conversation.Conversations;
import dev.serai.conversation.Turn;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.engine.Write;
import dev.serai.flow.NodeType;
import dev.serai.flow.Template;
import dev.serai.worktool.CommandRejected;
import dev.serai.worktool.NewCommand;
import dev.serai.worktool.RobotCommands;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code send_command}: puts a text in line for the robot. The command is stored together with the run and sent exactly
 * once, whatever happens to the process.
 */
@Component
class SendCommandNode implements NodeKind<SendCommandNode.Settings> {

    /**
     * What is sent.
     *
     * @param type of WorkTool; 203 is text
     * @param content the text
     * @param dedup a repeat of this node in the same run sends nothing
     */
    record Settings(
            @Nullable Integer type,
            @Nullable Template content,
            @Nullable Boolean dedup) {
        Settings {
            type = Objects.requireNonNullElse(type, NewCommand.TEXT);
            content = Objects.requireNonNullElseGet(content, () -> Template.of("{{aiResponse}}"));
            dedup = Objects.requireNonNullElse(dedup, true);
            if (type != NewCommand.TEXT) {
                throw new IllegalArgumentException("type: " + type + " cannot be sent by this node; use 203 (text)");
            }
            if (!dedup) {
                throw new IllegalArgumentException("dedup: a run never sends the same command twice; leave it out");
            }
        }
    }

    private final RobotCommands commands;
    private final Conversations conversations;

    SendCommandNode(RobotCommands commands, Conversations conversations) {
        this.commands = commands;
        this.conversations = conversations;
    }

    @Override
    public NodeType type() {
        return new NodeType(
                "send_command", Set.of(), Settings.class, Set.of("sendId", "commandStatus"), NodeType.Role.STEP);
    }

    @Override
    public boolean sends() {
        return true;
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var content = Objects.requireNonNull(settings.content());
        var missing = content.missing(step.scope());
        if (!missing.isEmpty()) {
            throw new NodeFailed("content: there is no value for " + missing + "; nothing is sent", false, null);
        }
        var text = content.render(step.scope());
        var target = step.text("targetName");
        var rows = rows(step, target, text);
        var outcome = Outcome.of(
                        Map.of("sendId", String.valueOf(rows.getLast().get("sendId")), "commandStatus", "pending"))
                .from(Map.of("target", target, "content", text));
        for (Map<String, @Nullable Object> row : rows) {
            outcome = outcome.write(new Write(commands.enqueueEndpoint(), row, commands::wake));
        }
        var turn = new Turn("assistant", text, step.now());
        var session = Sessions.id(step);
        return outcome.write(new Write(
                conversations.turnEndpoint(),
                conversations.turnRow(step.effectKey(), session, turn),
                () -> conversations.turnStored(session)));
    }

    private List<Map<String, @Nullable Object>> rows(Step step, String target, String text) {
        var atList = step.context("atList") instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.<String>of();
        try {
            return commands.rows(NewCommand.text(step.effectKey(), step.text("robotId"), target, text, atList)
                    .askedBy(step.run().value(), step.node()));
        } catch (CommandRejected e) {
            throw new NodeFailed(String.valueOf(e.getMessage()), false, e);
        }
    }
}
