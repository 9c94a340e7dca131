package dev.serai.engine;

import dev.serai.flow.ContextFields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run knows: the fields of its context, the outputs of its nodes and its variables. Used by one thread. */
final class RunContext {

    private final Map<String, Object> context = new LinkedHashMap<>();
    private final Map<String, Object> nodes = new LinkedHashMap<>();
    private final Map<String, Object> variables = new LinkedHashMap<>();
    private final Map<String, Object> scope = Collections.unmodifiableMap(
            new LinkedHashMap<>(Map.of("context", context, "nodes", nodes, "variables", variables)));

    /** Begins with what the envelope brought; its {@code variables} become the variables. */
    RunContext(Map<String, @Nullable Object> input) {
        input.forEach((field, value) -> {
            if (field.equals("variables") && value instanceof Map<?, ?> given) {
                given.forEach((name, one) -> set(variables, String.valueOf(name), one));
            } else {
                set(context, field, value);
            }
        });
        context.put("variables", variables);
    }

    Map<String, Object> scope() {
        return scope;
    }

    @Nullable
    Object field(String name) {
        return context.get(name);
    }

    /** Takes over what a node found out. */
    void take(String node, Outcome outcome) {
        take(node, outcome.output(), outcome.told(), outcome.named());
    }

    void take(
            String node,
            Map<String, @Nullable Object> output,
            Map<String, @Nullable Object> told,
            Map<String, @Nullable Object> named) {
        nodes.put(node, output);
        output.forEach((field, value) -> {
            if (ContextFields.names().contains(field)) {
                set(context, field, value);
            }
        });
        told.forEach((field, value) -> set(context, field, value));
        named.forEach((name, value) -> set(variables, name, value));
    }

    private static void set(Map<String, Object> map, String name, @Nullable Object value) {
        if (value == null) {
            map.remove(name);
        } else {
            map.put(name, value);
        }
    }
}
