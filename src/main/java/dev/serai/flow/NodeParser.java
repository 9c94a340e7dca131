package dev.serai.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads one node: its type, its settings, and how it is to be treated. */
final class NodeParser {

    static final List<String> NODE_KEYS = List.of("id", "nodeType", "name", "description", "position", "data");
    private static final List<String> POLICY_KEYS = List.of("retry", "timeout", "onError", "default");
    static final List<String> DATA_KEYS = List.of("config", "retry", "timeout", "onError", "default");
    static final List<String> RETRY_KEYS = List.of("maxAttempts", "delay", "multiplier", "maxDelay");

    private final NodeTypes types;
    private final Faults faults;
    private final FormReader form;

    NodeParser(NodeTypes types, Faults faults, FormReader form) {
        this.types = types;
        this.faults = faults;
        this.form = form;
    }

    Draft.Step parse(ObjectNode written, String pointer) {
        var id = form.id(written, pointer, null, "node").orElse("");
        form.knownKeys(written, pointer, id, NODE_KEYS);
        var typeName = form.required(written, pointer, "nodeType", id).orElse("");
        var type = types.find(typeName);
        if (type.isEmpty() && !typeName.isEmpty()) {
            var known = types.all().stream().map(NodeType::name).toList();
            faults.value(
                    pointer + "/nodeType",
                    id,
                    "There is no node type '" + typeName + "'",
                    NearestName.hint(typeName, known));
        }
        var data = object(written, "data", pointer, id);
        var at = pointer + "/data";
        var node = new FlowNode(
                id,
                type.map(NodeType::name).orElse(typeName),
                written.path("name").asText(id),
                config(data, at, id),
                policy(data, at, id));
        return new Draft.Step(node, type, pointer, data.has("config") ? at + "/config" : at);
    }

    private ObjectNode object(ObjectNode holder, String key, String pointer, String node) {
        if (holder.get(key) instanceof ObjectNode object) {
            return object;
        }
        if (holder.has(key) && !holder.path(key).isNull()) {
            faults.value(pointer + "/" + key, node, "'" + key + "' must be an object", "write names and values");
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private ObjectNode config(ObjectNode data, String pointer, String node) {
        if (!data.has("config")) {
            return data.deepCopy().remove(POLICY_KEYS);
        }
        form.knownKeys(data, pointer, node, DATA_KEYS);
        return object(data, "config", pointer, node);
    }

    private NodePolicy policy(ObjectNode data, String pointer, String node) {
        var onError = form.choice(data, pointer, "onError", node, OnError.class).orElse(NodePolicy.DEFAULT.onError());
        var timeout = duration(data, pointer, "timeout", node);
        if (timeout.filter(Duration::isZero).isPresent()) {
            faults.value(pointer + "/timeout", node, "With a timeout of 0 every try fails", DurationText.HINT);
        }
        return new NodePolicy(
                retry(data, pointer, node), timeout.orElse(null), onError, object(data, "default", pointer, node));
    }

    private RetryPolicy retry(ObjectNode data, String at, String node) {
        var retry = object(data, "retry", at, node);
        var pointer = at + "/retry";
        form.knownKeys(retry, pointer, node, RETRY_KEYS);
        var usual = RetryPolicy.DEFAULT;
        return new RetryPolicy(
                number(retry, pointer, "maxAttempts", node)
                        .map(JsonNode::intValue)
                        .orElse(usual.maxAttempts()),
                duration(retry, pointer, "delay", node).orElse(usual.delay()),
                number(retry, pointer, "multiplier", node)
                        .map(JsonNode::doubleValue)
                        .orElse(usual.multiplier()),
                duration(retry, pointer, "maxDelay", node).orElse(usual.maxDelay()));
    }

    private Optional<JsonNode> number(ObjectNode retry, String pointer, String key, String node) {
        var value = retry.path(key);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        var whole = key.equals("maxAttempts");
        var fits = whole ? value.isIntegralNumber() : value.isNumber();
        if (fits && value.doubleValue() >= 1 && value.doubleValue() <= 100) {
            return Optional.of(value);
        }
        faults.value(
                pointer + "/" + key,
                node,
                "'" + key + "' cannot be '" + value.asText() + "'",
                whole ? "write a whole number from 1 to 100" : "write a number from 1 to 100");
        return Optional.empty();
    }

    private Optional<Duration> duration(ObjectNode holder, String pointer, String key, String node) {
        if (!holder.has(key)) {
            return Optional.empty();
        }
        var written = holder.path(key).asText();
        var duration = DurationText.read(written);
        if (duration.isEmpty()) {
            faults.value(pointer + "/" + key, node, "'" + written + "' is no duration", DurationText.HINT);
        }
        return duration;
    }
}
