package dev.serai.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.alert.Alert;
import dev.serai.alert.AlertLevel;
import dev.serai.alert.Alerts;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.engine.Write;
import dev.serai.flow.NodeType;
import dev.serai.flow.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code alert_save}: raises an alert. The same level and code in the same conversation within ten minutes is a repeat:
 * it is counted and has the id of the first.
 */
@Component
class AlertSaveNode implements NodeKind<AlertSaveNode.Settings> {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_CODE = 100;
    private static final int LONGEST_DATA = 100_000;

    /**
     * What is raised.
     *
     * @param level {@code critical}, {@code warning} or {@code info}
     * @param code what kind of thing it is, for example {@code message_risk}; may hold {@code {{variables}}}
     * @param data what is known; texts may hold {@code {{variables}}}. Left out, it is the message, who sent it and
     *     where
     */
    record Settings(
            @Nullable AlertLevel level,
            @Nullable Template code,
            @Nullable Map<String, Value> data) {

        Settings {
            level = Objects.requireNonNullElse(level, AlertLevel.WARNING);
            data = Map.copyOf(Objects.requireNonNullElse(data, Map.of()));
            if (code == null || code.text().isBlank()) {
                throw new IllegalArgumentException("code: it is missing; write for example message_risk");
            }
        }
    }

    private final Alerts alerts;

    AlertSaveNode(Alerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public NodeType type() {
        return new NodeType("alert_save", Set.of(), Settings.class, Set.of("alertId"), NodeType.Role.STEP);
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var level = Objects.requireNonNull(settings.level());
        var code = Objects.requireNonNull(settings.code()).render(step.scope()).strip();
        if (code.isEmpty() || code.length() > LONGEST_CODE) {
            throw new NodeFailed("code: it is empty or longer than " + LONGEST_CODE + " characters", false, null);
        }
        var data = data(settings, step);
        var alert = new Alert(
                level,
                code,
                step.text("sessionId"),
                json(data),
                step.effectKey(),
                step.run().value(),
                step.node(),
                step.now());
        var id = alerts.id(alert);
        var outcome = Outcome.of(Map.of("alertId", id.toString()))
                .from(data)
                .tell("alertLevel", level.word())
                .tell("alertCode", code)
                .tell("alertData", data)
                .tell("alertInfo", Map.of("hasAlert", true, "alertLevel", level.word(), "alertType", code));
        for (var write : writes(alerts, id, alert)) {
            outcome = outcome.write(write);
        }
        return outcome;
    }

    /** The rows of an alert; once they are stored, whoever acts on alerts is told. */
    static List<Write> writes(Alerts alerts, UUID id, Alert alert) {
        return List.of(
                Write.of(alerts.endpoint(), alerts.row(id, alert)),
                new Write(alerts.occurrenceEndpoint(), alerts.occurrence(id, alert), () -> alerts.stored(id, alert)));
    }

    private static Map<String, @Nullable Object> data(Settings settings, Step step) {
        if (!Objects.requireNonNull(settings.data()).isEmpty()) {
            return Value.all(settings.data(), step.scope());
        }
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("content", step.text("message", "content"));
        data.put("userName", step.text("userName"));
        data.put("groupName", step.text("message", "groupName"));
        data.values().removeIf(value -> "".equals(value));
        return data;
    }

    private static String json(Map<String, @Nullable Object> data) {
        try {
            var json = JSON.writeValueAsString(data);
            if (json.length() > LONGEST_DATA) {
                throw new NodeFailed("data: it is longer than " + LONGEST_DATA + " characters", false, null);
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new NodeFailed("data: it cannot be written as JSON", false, e);
        }
    }
}
