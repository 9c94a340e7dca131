package dev.serai.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The context a tested run begins with: that of a robot's message or of a program's call. */
final class Beginning {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SENDER = "senderName";
    private static final String GROUP = "groupName";

    private Beginning() {}

    /** As JSON text. */
    static String of(FlowTestFile.Case test) {
        var context = new LinkedHashMap<String, Object>();
        var said = test.message();
        if (said != null) {
            message(context, said, test);
        }
        var input = test.input();
        if (input != null) {
            context.put("metadata", Map.of("trigger", "api", "input", input));
        }
        context.putAll(test.context());
        try {
            return JSON.writeValueAsString(context);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(test.name() + ": not to be written as JSON", e);
        }
    }

    private static void message(Map<String, Object> context, Map<String, Object> said, FlowTestFile.Case test) {
        var message = new HashMap<String, Object>(
                Map.of("messageId", "m1", "content", "", SENDER, "张三", "groupId", "", GROUP, ""));
        message.putAll(said);
        message.putIfAbsent("senderId", id(message.get(SENDER)));
        message.putIfAbsent("timestamp", test.at().toString());
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
