package dev.serai.worktool;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The door for commands, over the table. */
@Component
class SqlRobotCommands implements RobotCommands {

    private final CommandRows rows;
    private final Commands commands;
    private final CommandSender sender;

    SqlRobotCommands(CommandRows rows, Commands commands, CommandSender sender) {
        this.rows = rows;
        this.commands = commands;
        this.sender = sender;
    }

    @Override
    public String enqueueEndpoint() {
        return "sql:classpath:sql/worktool/enqueue-command.sql?batch=true";
    }

    @Override
    public Map<String, @Nullable Object> row(NewCommand command) {
        return rows.one(command);
    }

    @Override
    public List<Map<String, @Nullable Object>> rows(NewCommand command) {
        return rows.all(command);
    }

    @Override
    public Map<String, @Nullable Object> told(Map<String, @Nullable Object> row) {
        return rows.told(row);
    }

    @Override
    public void wake() {
        sender.wake();
    }

    @Override
    public Optional<RobotCommand> find(String sendId) {
        return commands.find(sendId);
    }
}
