package dev.serai.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.flow.FlowDefinition;
import dev.serai.flow.TriggerType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The context a tested run begins with: that of a robot's message, a program's call, an event or a schedule. */
final class Beginning {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SENDER = "senderName";
    private static final String GROUP = "groupName";

    private Beginning() {}

    /**
     * As JSON text.
     *
     * @param at when it begins
     */
    static String of(FlowDefinition flow, FlowTestFile.Case test, Instant at) {
        var context = new LinkedHashMap<String, Object>();
        var said = test.message();
        if (said != null) {
            message(context, said, at);
        }
        var input = test.input();
        if (input != null) {
            context.put("metadata", Map.of("trigger", "api", "input", input));
        }
        var event = test.event();
        if (event != null) {
            context.put("metadata", Map.of("trigger", "event", "event", event));
        }
        if (flow.triggerType() == TriggerType.SCHEDULE) {
            context.put("metadata", schedule(flow, at));
        }
        context.putAll(test.context());
        try {
            return JSON.writeValueAsString(context);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(test.name() + ": not to be written as JSON", e);
        }
    }

    private static Map<String, Object> schedule(FlowDefinition flow, Instant at) {
        var payload = flow.nodes().stream()
                .map(node -> node.config().path("payload"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseGet(JSON::createObjectNode);
        return Map.of(
                "trigger", "schedule", "firedAt", at.toString(), "scheduledAt", at.toString(), "payload", payload);
    }

    private static void message(Map<String, Object> context, Map<String, Object> said, Instant at) {
        var message = new HashMap<String, Object>(
                Map.of("messageId", "m1", "content", "", SENDER, "张三", "groupId", "", GROUP, ""));
        message.putAll(said);
        message.putIfAbsent("senderId", id(message.get(SENDER)));
        message.putIfAbsent("timestamp", at.toString());
        var group = !"".equals(message.get(GROUP));
        context.put("message", message);
        context.put("robotId", "demo");
        context.put("robotName", "小助手");
        context.put("sessionId", id(group ? message.get(GROUP) : message.get(SENDER)));
        context.put("sessionType", group ? "group" : "private");
        context.put("userId", message.get("senderId"));
        context.put("userName", message.get(SENDER));
        context.put("groupRemark", "");
        context.put("roomType", group ? 1 : 2);
        context.put("isGroup", group);
        context.put("originalMessage", message.get("content"));
        context.put("rawMessage", message.get("content"));
        context.put("textType", 1);
        context.put("atMe", false);
        context.put("metadata", Map.of());
    }

    private static String id(@Nullable Object name) {
        return UUID.nameUUIDFromBytes(String.valueOf(name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
