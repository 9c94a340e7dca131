package dev.serai.node;

import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.flow.NodeType;
import dev.serai.worktool.RobotCommands;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code command_status}: how far the run's command has come. */
@Component
class CommandStatusNode implements NodeKind<CommandStatusNode.Settings> {

    /**
     * What becomes of the status.
     *
     * @param record whether it is put into the context
     */
    record Settings(@Nullable Boolean record) {
        Settings {
            record = Objects.requireNonNullElse(record, true);
        }
    }

    private final RobotCommands commands;

    CommandStatusNode(RobotCommands commands) {
        this.commands = commands;
    }

    @Override
    public NodeType type() {
        return new NodeType("command_status", Set.of(), Settings.class, Set.of("commandStatus"), NodeType.Role.STEP);
    }

    @Override
    public boolean reads() {
        return true;
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var sendId = step.text("sendId");
        var known = step.text("commandStatus");
        var status = commands.find(sendId)
                .map(command -> command.status().name().toLowerCase(Locale.ROOT))
                .orElse(known.isEmpty() ? "pending" : known);
        var input = Map.of("sendId", sendId);
        return Outcome.of(Map.of("commandStatus", status)).from(input);
    }
}
