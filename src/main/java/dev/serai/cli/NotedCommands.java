package dev.serai.cli;

import dev.serai.worktool.CommandStatus;
import dev.serai.worktool.NewCommand;
import dev.serai.worktool.RobotCommand;
import dev.serai.worktool.RobotCommands;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Robots in a flow test: commands are noted, and come to the end that the test says. */
final class NotedCommands implements RobotCommands {

    /** The endpoint under which commands are noted. */
    static final String ENDPOINT = "noted:commands";

    private final Map<String, RobotCommand> given = new LinkedHashMap<>();
    private final Clock clock;

    NotedCommands(Clock clock) {
        this.clock = clock;
    }

    /** Forgets everything. */
    synchronized void clear() {
        given.clear();
    }

    /**
     * A command has come to its end.
     *
     * @param node that gave it; null for the last one
     * @return the command as it stands then; empty if there is none
     */
    synchronized Optional<RobotCommand> finish(@Nullable String node, CommandStatus status, @Nullable String error) {
        var open = new ArrayList<>(given.values());
        open.removeIf(one -> node != null && !node.equals(one.nodeId()));
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var command = open.getLast();
        var finished = new RobotCommand(
                command.sendId(),
                command.robot(),
                command.type(),
                command.target(),
                status,
                1,
                null,
                null,
                error,
                command.runId(),
                command.nodeId(),
                command.createdAt());
        given.put(command.sendId(), finished);
        return Optional.of(finished);
    }

    @Override
    public String enqueueEndpoint() {
        return ENDPOINT;
    }

    @Override
    public Map<String, @Nullable Object> row(NewCommand command) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("sendId", command.key());
        row.put("robot", command.robot());
        row.put("type", command.type());
        command.fields().forEach((name, value) -> {
            switch (name) {
                case "titleList" -> row.put("target", value instanceof List<?> one ? one.getFirst() : value);
                case "receivedContent" -> row.put("content", value);
                default -> row.put(name, value);
            }
        });
        note(command, String.valueOf(row.getOrDefault("target", "")));
        return row;
    }

    private synchronized void note(NewCommand command, String target) {
        var origin = command.origin();
        given.putIfAbsent(
                command.key(),
                new RobotCommand(
                        command.key(),
                        command.robot(),
                        command.type(),
                        target,
                        CommandStatus.PENDING,
                        0,
                        null,
                        null,
                        null,
                        origin == null ? null : origin.runId(),
                        origin == null ? null : origin.nodeId(),
                        clock.instant()));
    }

    @Override
    public List<Map<String, @Nullable Object>> rows(NewCommand command) {
        return List.of(row(command));
    }

    @Override
    public void wake() {}

    @Override
    public synchronized Optional<RobotCommand> find(String sendId) {
        return Optional.ofNullable(given.get(sendId));
    }
}
