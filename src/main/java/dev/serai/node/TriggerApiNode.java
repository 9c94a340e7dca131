package dev.serai.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.flow.Naming;
import dev.serai.flow.NodeType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code trigger_api}: a run begins when a program asks for it. The fields that the input schema names are variables,
 * so that templates may say {@code {{text}}} for the field {@code text}.
 */
@Component
class TriggerApiNode implements NodeKind<TriggerApiNode.Settings> {

    /**
     * What callers may send and how they are answered.
     *
     * @param inputSchema JSON Schema the input is checked against; none lets everything pass
     * @param async whether callers are answered before the run has ended
     */
    record Settings(
            @Nullable ObjectNode inputSchema, @Nullable Boolean async) implements Naming {

        Settings {
            async = Objects.requireNonNullElse(async, false);
        }

        @Override
        public Set<String> names() {
            var names = new LinkedHashSet<String>();
            JsonNode schema = inputSchema;
            if (schema != null) {
                schema.path("properties").fieldNames().forEachRemaining(names::add);
            }
            return names;
        }
    }

    @Override
    public NodeType type() {
        return new NodeType("trigger_api", Set.of(), Settings.class, Set.of("input"), NodeType.Role.TRIGGER);
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var given = step.context("metadata") instanceof Map<?, ?> metadata ? metadata.get("input") : null;
        var input = new LinkedHashMap<String, @Nullable Object>();
        if (given instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> input.put(String.valueOf(name), value));
        }
        return Outcome.of(Map.of("input", input)).name(input);
    }
}
