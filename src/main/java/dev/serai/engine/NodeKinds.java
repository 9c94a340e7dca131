package dev.serai.engine;

import dev.serai.flow.Fault;
import dev.serai.flow.FlowNode;
import dev.serai.flow.FlowReader;
import dev.serai.flow.FlowRejected;
import dev.serai.flow.FlowVersion;
import dev.serai.flow.Flows;
import dev.serai.flow.NodeType;
import dev.serai.flow.NodeTypesChanged;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Node types that come, change and go while flows are at work. What a flow at work needs is not taken from it: a change
 * that would break one is refused with everything that would be wrong, and nothing happens. Runs on their way finish
 * with the type as they began with it.
 */
@Component
public class NodeKinds {

    private final Kinds kinds;
    private final EngineHost host;
    private final Flows flows;
    private final ApplicationEventPublisher events;

    NodeKinds(Kinds kinds, EngineHost host, Flows flows, ApplicationEventPublisher events) {
        this.kinds = kinds;
        this.host = host;
        this.flows = flows;
        this.events = events;
    }

    /** Whether the hub was built with a type of this name or alias, which nobody can replace. */
    public boolean builtIn(String name) {
        return kinds.builtIn(name);
    }

    /**
     * Puts a type to work, in place of the earlier one of its name if there was one.
     *
     * @throws FlowRejected with the faults of the flows at work that do not fit it; nothing changed then
     */
    public synchronized void put(NodeKind<?> kind) {
        var name = kind.type().name();
        if (kinds.builtIn(name)) {
            throw new IllegalArgumentException("'" + name + "' is a node type of the hub");
        }
        var atWork = atWork(name);
        refuseIfBroken(atWork, kind.type());
        host.adopt(kind, atWork);
        events.publishEvent(new NodeTypesChanged());
    }

    /**
     * Takes a type away again.
     *
     * @throws FlowRejected with the flows that use it; nothing changed then
     */
    public synchronized void remove(String name) {
        refuseIfUsed(name);
        kinds.remove(name);
        events.publishEvent(new NodeTypesChanged());
    }

    /**
     * Looks whether a type can go.
     *
     * @throws FlowRejected with the nodes of flows at work that use it, or hand over to it by its name
     */
    public void refuseIfUsed(String name) {
        var users = new ArrayList<Fault>();
        for (var version : atWork(name)) {
            version.definition().nodes().stream()
                    .filter(node -> uses(node, name))
                    .map(node -> new Fault(
                            version.file(), 1, 1, node.id(), "The node uses '" + name + "'", "change the flow first"))
                    .forEach(users::add);
        }
        if (!users.isEmpty()) {
            throw new FlowRejected(users);
        }
    }

    private static boolean uses(FlowNode node, String name) {
        return node.type().equals(name) || node.config().path("uri").asText().equals(name);
    }

    private void refuseIfBroken(List<FlowVersion> atWork, NodeType other) {
        var reader = new FlowReader(kinds.with(other));
        var faults = new ArrayList<Fault>();
        for (var version : atWork) {
            try {
                reader.read(version.file(), version.source());
            } catch (FlowRejected e) {
                faults.addAll(e.faults());
            }
        }
        if (!faults.isEmpty()) {
            throw new FlowRejected(faults);
        }
    }

    /** The versions that new runs use, and those in which there are still runs. */
    private List<FlowVersion> atWork(String type) {
        var versions = new LinkedHashSet<>(flows.allActive());
        host.all().stream()
                .filter(flow -> flow.inFlight().get() > 0)
                .map(CompiledFlow::version)
                .forEach(versions::add);
        return versions.stream()
                .filter(version -> version.definition().nodes().stream().anyMatch(node -> uses(node, type)))
                .toList();
    }
}
