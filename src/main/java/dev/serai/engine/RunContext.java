package dev.serai.engine;

import dev.serai.flow.ContextFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run, or an iteration or branch of it, knows: the fields of its context, the outputs of its nodes and its
 * variables. Used by one thread at a time.
 */
final class RunContext {

    private static final String NOBODY = "";
    private static final String PATH = "executionPath";
    private static final String CURRENT = "currentNodeId";

    private record Taken(String node, Execution.Memory memory) {}

    private final Map<String, Object> context = new LinkedHashMap<>();
    private final Map<String, Object> nodes = new LinkedHashMap<>();
    private final Map<String, Object> variables = new LinkedHashMap<>();
    private final List<Taken> taken = new ArrayList<>();
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

    /** Tells the run who it is; it has come by no node yet. */
    void identify(Run.Start start) {
        context.remove(PATH);
        context.remove(CURRENT);
        context.put("instanceId", start.id().toString());
        context.put("flowDefinitionId", start.flow().version().flowId());
        context.put("startedAt", start.startedAt().toString());
    }

    /** A node begins. */
    void enter(String node) {
        context.put(CURRENT, node);
        came(node);
    }

    private void came(String node) {
        var path = new ArrayList<Object>(context.get(PATH) instanceof List<?> before ? before : List.of());
        path.add(node);
        context.put(PATH, Collections.unmodifiableList(path));
    }

    private RunContext(RunContext other) {
        context.putAll(other.context);
        nodes.putAll(other.nodes);
        variables.putAll(other.variables);
        context.put("variables", variables);
    }

    /** The same knowledge, going its own way from here. */
    RunContext copy() {
        return new RunContext(this);
    }

    /** Takes over what was found out in a copy. */
    void merge(RunContext copy) {
        copy.taken.forEach(one -> {
            take(one.node(), one.memory());
            if (!one.node().equals(NOBODY)) {
                came(one.node());
            }
        });
    }

    /** What the last node of a copy left. */
    Map<String, @Nullable Object> last() {
        return taken.isEmpty()
                ? new LinkedHashMap<>()
                : taken.getLast().memory().output();
    }

    /** Names a value for the templates and conditions of an iteration. */
    void name(String variable, @Nullable Object value) {
        set(variables, variable, value);
    }

    Map<String, Object> scope() {
        return scope;
    }

    @Nullable
    Object field(String name) {
        return context.get(name);
    }

    /** Takes over what a node found out. */
    void take(String node, Execution.Memory memory) {
        taken.add(new Taken(node, memory));
        if (!node.equals(NOBODY)) {
            nodes.put(node, memory.output());
        }
        memory.output().forEach((field, value) -> {
            if (ContextFields.names().contains(field)) {
                set(context, field, value);
            }
        });
        memory.told().forEach((field, value) -> set(context, field, value));
        memory.named().forEach((name, value) -> set(variables, name, value));
    }

    /** Takes over what a person put in place. */
    void amend(Execution.Memory memory) {
        take(NOBODY, memory);
    }

    private static void set(Map<String, Object> map, String name, @Nullable Object value) {
        if (value == null) {
            map.remove(name);
        } else {
            map.put(name, value);
        }
    }
}
