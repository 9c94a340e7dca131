package dev.serai.node;

import dev.serai.worktool.CommandStatus;
import dev.serai.worktool.NewCommand;
import dev.serai.worktool.RobotCommand;
import dev.serai.worktool.RobotCommands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes every command in one row, or in as many parts as it was told to. */
final class FakeCommands implements RobotCommands {

    final List<NewCommand> taken = new ArrayList<>();
    final Map<String, CommandStatus> statuses = new HashMap<>();
    int parts = 1;
    int woken;

    @Override
    public String enqueueEndpoint() {
        return "mock:enqueue";
    }

    @Override
    public Map<String, @Nullable Object> row(NewCommand command) {
        return rows(command).getFirst();
    }

    @Override
    public List<Map<String, @Nullable Object>> rows(NewCommand command) {
        taken.add(command);
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (int part = 1; part <= parts; part++) {
            rows.add(Map.of("sendId", "send" + part));
        }
        return rows;
    }

    @Override
    public void wake() {
        woken++;
    }

    @Override
    public Optional<RobotCommand> find(String sendId) {
        return Optional.ofNullable(statuses.get(sendId))
                .map(status -> new RobotCommand(
                        sendId, "demo", 203, "测试群", status, 1, null, null, null, null, null, TestStep.NOON));
    }
}
