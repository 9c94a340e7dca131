package dev.serai.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What changed from one version of a flow to the next.
 *
 * @param added ids of new nodes
 * @param removed ids of nodes that are gone
 * @param modified changed fields by node id
 * @param addedConnections as {@code source -> target}
 * @param removedConnections as {@code source -> target}
 * @param triggerChanged whether the flow starts differently
 */
public record FlowDiff(
        List<String> added,
        List<String> removed,
        Map<String, List<Field>> modified,
        List<String> addedConnections,
        List<String> removedConnections,
        boolean triggerChanged) {

    /** A field of a node, before and after; empty text if it was or is not there. */
    public record Field(String name, String before, String after) {}

    /** Compares two versions. */
    public static FlowDiff between(FlowDefinition before, FlowDefinition after) {
        var modified = new LinkedHashMap<String, List<Field>>();
        for (var node : after.nodes()) {
            before.node(node.id())
                    .map(old -> fields(old, node))
                    .filter(changes -> !changes.isEmpty())
                    .ifPresent(changes -> modified.put(node.id(), changes));
        }
        return new FlowDiff(
                missing(ids(after), ids(before)),
                missing(ids(before), ids(after)),
                modified,
                missing(arrows(after), arrows(before)),
                missing(arrows(before), arrows(after)),
                before.triggerType() != after.triggerType()
                        || !before.entry().type().equals(after.entry().type()));
    }

    /** How much it means: something gone is major, something new is minor, the rest is a patch. */
    public Semver.Change size() {
        if (!removed.isEmpty() || triggerChanged) {
            return Semver.Change.MAJOR;
        }
        return added.isEmpty() ? Semver.Change.PATCH : Semver.Change.MINOR;
    }

    private static List<String> ids(FlowDefinition flow) {
        return flow.nodes().stream().map(FlowNode::id).toList();
    }

    private static List<String> arrows(FlowDefinition flow) {
        return flow.connections().stream()
                .map(one -> one.source() + (one.onError() ? " -error-> " : " -> ") + one.target())
                .toList();
    }

    private static List<String> missing(List<String> from, List<String> in) {
        return from.stream().filter(one -> !in.contains(one)).toList();
    }

    private static List<Field> fields(FlowNode before, FlowNode after) {
        var fields = new ArrayList<Field>();
        compare(fields, "nodeType", before.type(), after.type());
        compare(fields, "name", before.name(), after.name());
        compare(fields, "retry", before.policy().retry(), after.policy().retry());
        compare(fields, "timeout", before.policy().timeout(), after.policy().timeout());
        compare(fields, "onError", before.policy().onError(), after.policy().onError());
        compare(
                fields,
                "default",
                before.policy().defaultOutput(),
                after.policy().defaultOutput());
        settings(fields, before.config(), after.config());
        return fields;
    }

    private static void settings(List<Field> fields, ObjectNode before, ObjectNode after) {
        var names = new TreeSet<String>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            compare(fields, "config." + name, value(before.get(name)), value(after.get(name)));
        }
    }

    private static String value(@Nullable JsonNode node) {
        return node == null ? "" : node.toString();
    }

    private static void compare(List<Field> fields, String name, @Nullable Object before, @Nullable Object after) {
        var old = before == null ? "" : before.toString();
        var fresh = after == null ? "" : after.toString();
        if (!old.equals(fresh)) {
            fields.add(new Field(name, old, fresh));
        }
    }
}
