package dev.serai.flow;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** A flow as its author drew it: nodes and the connections between them. */
public record FlowDefinition(
        String id,
        String name,
        String description,
        Semver version,
        FlowStatus status,
        TriggerType triggerType,
        List<FlowNode> nodes,
        List<Connection> connections) {

    private static final String TRIGGER = "trigger_";

    public FlowDefinition {
        nodes = List.copyOf(nodes);
        connections = List.copyOf(connections);
    }

    /** The node of this id. */
    public Optional<FlowNode> node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /**
     * Where a run begins: the trigger node, or the only node nothing leads to.
     *
     * @throws IllegalStateException when there is no such node, which the checker rules out
     */
    public FlowNode entry() {
        return nodes.stream()
                .filter(node -> node.type().startsWith(TRIGGER))
                .findFirst()
                .or(() -> roots().stream().findFirst())
                .orElseThrow(() -> new IllegalStateException("Flow '" + id + "' has no node to begin with"));
    }

    /** The connections that leave this node, in the order they were written. */
    public List<Connection> from(String nodeId) {
        return connections.stream()
                .filter(connection -> connection.source().equals(nodeId))
                .toList();
    }

    /** Nodes that neither a connection nor a branch leads to. */
    private List<FlowNode> roots() {
        var targets = new HashSet<String>();
        connections.forEach(connection -> targets.add(connection.target()));
        nodes.forEach(node -> targets.addAll(node.branchTargets()));
        return nodes.stream().filter(node -> !targets.contains(node.id())).toList();
    }

    /** The same flow under another number. */
    FlowDefinition numbered(Semver number) {
        return new FlowDefinition(id, name, description, number, status, triggerType, nodes, connections);
    }
}
