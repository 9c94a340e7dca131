package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing a robot was told to do.
 *
 * @param messageId of the call that brought it; shared by all commands of the call
 * @param raw as it came
 * @param dueNanos not done before this reading of {@link System#nanoTime}
 */
record Command(String messageId, ObjectNode raw, long dueNanos) {

    static final int CREATE_GROUP = 206;
    static final int MODIFY_GROUP = 207;
    static final int CLEAR_ALL = 304;
    static final int DROP_ONE = 305;

    int type() {
        return raw.path("type").asInt();
    }

    /** The chats it is for: named targets, else the group or the friend it is about. */
    List<String> targets() {
        var targets = new ArrayList<String>();
        raw.path("titleList").forEach(title -> targets.add(title.asText()));
        if (targets.isEmpty() && raw.hasNonNull("groupName")) {
            targets.add(raw.path("groupName").asText());
        }
        return targets;
    }

    /** What people see of it in the chat, and the key under which tests count it. */
    String content() {
        for (var field : List.of("receivedContent", "objectName", "originalContent", "groupName")) {
            var text = raw.path(field);
            if (text.isTextual()) {
                return field.equals("receivedContent") ? text.textValue() : "[" + type() + "] " + text.textValue();
            }
        }
        return "[" + type() + "]";
    }

    /** The JSON text that results and queries quote. */
    String rawMsg() {
        JsonNode quoted = raw.deepCopy().put("apiSend", 1);
        return Json.write(quoted);
    }
}
