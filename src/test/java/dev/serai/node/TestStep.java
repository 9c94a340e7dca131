package dev.serai.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.serai.engine.NodeKind;
import dev.serai.engine.RunId;
import dev.serai.engine.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A node's turn in a run that there is not, and settings as an author writes them. */
record TestStep(RunId run, String node, Map<String, Object> scope, Instant now) implements Step {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456789Z");
    static final UUID SESSION = UUID.fromString("0190b1a2-0000-7000-8000-00000000000a");
    private static final RunId RUN = RunId.of("0190b1a2-0000-7000-8000-000000000001");
    private static final YAMLMapper YAML = new YAMLMapper();

    /** A step of the node {@code here} with this context. */
    static TestStep of(Map<String, Object> context) {
        return new TestStep(RUN, "here", Map.of("context", context, "nodes", Map.of(), "variables", Map.of()), NOON);
    }

    /** A step in a run that a message in a group started, with further fields of the context or others instead. */
    static TestStep message(String content, Map<String, Object> more) {
        var context = new HashMap<String, Object>();
        context.put(
                "message",
                Map.of(
                        "messageId", "1179",
                        "content", content,
                        "senderId", "u1",
                        "groupName", "测试群",
                        "timestamp", NOON.toString()));
        context.put("robotId", "demo");
        context.put("sessionId", SESSION.toString());
        context.put("sessionType", "group");
        context.put("userId", "u1");
        context.put("userName", "张三");
        context.put("groupRemark", "");
        context.put("isGroup", true);
        context.put("rawMessage", "@小助手 " + content);
        context.put("textType", 1);
        context.put("atMe", true);
        context.putAll(more);
        return of(context);
    }

    static TestStep message(String content) {
        return message(content, Map.of());
    }

    /** Settings of a node type, read from YAML. */
    @SuppressWarnings("unchecked") // a kind's type names the class of its own settings
    static <S extends Record> S settings(NodeKind<S> kind, String yaml) {
        try {
            return (S) kind.type().schema().read((ObjectNode) YAML.readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String effectKey() {
        return run + ":" + node;
    }

    @Override
    @SuppressWarnings("unchecked") // put there above
    public @Nullable Object context(String field) {
        return ((Map<String, Object>) scope.get("context")).get(field);
    }
}
