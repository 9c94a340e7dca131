package dev.serai.worktool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes the rows of a command, once it has been checked. All values are texts or numbers, so a row can be kept as JSON.
 */
@Component
class CommandRows {

    private static final UUID SEND_IDS = UUID.fromString("5d1f1c2e-6f0b-5a5e-9a52-0b3c6c3a7d10");
    private static final String CONTENT = "receivedContent";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Robots robots;
    private final Clock clock;
    private final int textLimit;

    CommandRows(Robots robots, Clock clock, WorkToolProperties properties) {
        this.robots = robots;
        this.clock = clock;
        this.textLimit = properties.sending().textLimit();
    }

    Map<String, @Nullable Object> one(NewCommand command) {
        check(command);
        var content = command.fields().get(CONTENT);
        if (content instanceof String text && text.length() > textLimit) {
            throw new CommandRejected(
                    CONTENT,
                    "has " + text.length() + " characters, more than the " + textLimit + " of one command",
                    "Shorten it, or send it in several commands.");
        }
        return row(command);
    }

    List<Map<String, @Nullable Object>> all(NewCommand command) {
        check(command);
        if (command.type() != NewCommand.TEXT || !(command.fields().get(CONTENT) instanceof String text)) {
            return List.of(one(command));
        }
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (var part : text.length() > textLimit ? TextParts.of(text, textLimit) : List.of(text)) {
            rows.add(row(part(command, part, rows.size() + 1)));
        }
        return rows;
    }

    /** The n-th part; people are called by name in the first one only. */
    private static NewCommand part(NewCommand command, String content, int number) {
        var fields = new HashMap<>(command.fields());
        fields.put(CONTENT, content);
        if (number == 1) {
            return new NewCommand(command.key(), command.robot(), command.type(), fields, command.origin());
        }
        fields.remove("atList");
        return new NewCommand(command.key() + "#" + number, command.robot(), command.type(), fields, command.origin());
    }

    private void check(NewCommand command) {
        if (command.key().isBlank()) {
            throw new CommandRejected("key", "is blank", "Give one that names the wish, the same for each repeat.");
        }
        if (robots.find(command.robot()).isEmpty()) {
            throw new CommandRejected(
                    "robot",
                    "names '" + command.robot() + "', which is not configured",
                    "Use the name of a robot in serai.worktool.robots.");
        }
        CommandCheck.check(command);
    }

    private Map<String, @Nullable Object> row(NewCommand command) {
        var origin = command.origin();
        var now = clock.instant();
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("id", UuidCreator.getTimeOrderedEpoch(now).toString());
        row.put("sendId", UuidCreator.getNameBasedSha1(SEND_IDS, command.key()).toString());
        row.put("key", command.key());
        row.put("robot", command.robot());
        row.put("type", command.type());
        row.put("target", target(command));
        row.put("payload", payload(command));
        row.put("runId", origin == null ? null : origin.runId().toString());
        row.put("nodeId", origin == null ? null : origin.nodeId());
        row.put("createdAt", now.toString());
        return row;
    }

    /** A row as people read it. */
    Map<String, @Nullable Object> told(Map<String, @Nullable Object> row) {
        var told = new LinkedHashMap<String, @Nullable Object>();
        told.put("robot", row.get("robot"));
        told.put("type", row.get("type"));
        told.put("target", row.get("target"));
        fields(String.valueOf(row.get("payload"))).forEach((name, value) -> {
            switch (name) {
                case "type", "titleList" -> {}
                case CONTENT -> told.put("content", value);
                default -> told.put(name, value);
            }
        });
        return told;
    }

    private static Map<String, Object> fields(String payload) {
        try {
            return new TreeMap<>(JSON.readValue(payload, new TypeReference<Map<String, Object>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("payload: it is no JSON object; take a row of a command", e);
        }
    }

    private static String target(NewCommand command) {
        if (command.fields().get("titleList") instanceof List<?> targets && !targets.isEmpty()) {
            return String.valueOf(targets.getFirst());
        }
        return command.fields().get("groupName") instanceof String group ? group : "";
    }

    private static String payload(NewCommand command) {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("type", command.type());
        payload.putAll(command.fields());
        try {
            return JSON.writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new CommandRejected("fields", "cannot be written as JSON", "Use texts, numbers, flags and lists.");
        }
    }
}
