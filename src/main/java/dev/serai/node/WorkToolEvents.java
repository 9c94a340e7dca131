package dev.serai.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.engine.Signals;
import dev.serai.trigger.Event;
import dev.serai.trigger.Events;
import dev.serai.worktool.CommandFinished;
import dev.serai.worktool.RobotCommands;
import dev.serai.worktool.RobotWentOffline;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes of what robots tell the events {@code command_result} and {@code robot_offline}, for which flows listen with
 * {@code trigger_event} and runs wait. It lives beside that node type, for neither robots nor triggers know of each
 * other.
 */
@Component
class WorkToolEvents {

    private static final String ROBOT_OFFLINE = "robot_offline";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Events events;
    private final Signals signals;
    private final RobotCommands commands;

    WorkToolEvents(Events events, Signals signals, RobotCommands commands) {
        this.events = events;
        this.signals = signals;
        this.commands = commands;
    }

    @EventListener
    void on(CommandFinished finished) {
        if (finished.runId() == null && !events.heard(CommandFinished.EVENT)) {
            return;
        }
        commands.find(finished.sendId()).ifPresent(command -> {
            var fields = JSON.createObjectNode()
                    .put("sendId", finished.sendId())
                    .put("commandStatus", finished.status().word())
                    .put("robotId", command.robot())
                    .put("targetName", command.target())
                    .put("error", command.error())
                    .put("runId", text(finished.runId()))
                    .put("nodeId", finished.nodeId());
            var id = finished.sendId() + ":" + finished.status().word();
            events.publish(new Event(id, CommandFinished.EVENT, command.createdAt(), fields));
            signals.send(CommandFinished.EVENT, fields);
        });
    }

    @EventListener
    void on(RobotWentOffline offline) {
        var fields = JSON.createObjectNode()
                .put("robotId", offline.robot())
                .put("at", offline.at().toString());
        fields.set("report", tree(offline.report()));
        events.publish(new Event(offline.reportId().toString(), ROBOT_OFFLINE, offline.at(), fields));
        signals.send(ROBOT_OFFLINE, fields);
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static JsonNode tree(String report) {
        try {
            return JSON.readTree(report);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A report about a robot is not JSON", e);
        }
    }
}
