package dev.serai.engine;

import dev.serai.flow.Fault;
import dev.serai.flow.FlowHost;
import dev.serai.flow.FlowNode;
import dev.serai.flow.FlowRejected;
import dev.serai.flow.FlowVersion;
import dev.serai.flow.SettingsReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.springframework.stereotype.Component;

/** Compiles flow versions and puts their routes into Camel, one for each version. */
@Component
class EngineHost implements FlowHost {

    private final ModelCamelContext camel;
    private final Kinds kinds;
    private final SettingsReader reader = new SettingsReader();
    private final Map<CompiledFlow.Key, CompiledFlow> compiled = new ConcurrentHashMap<>();

    EngineHost(CamelContext camel, Kinds kinds, NodeRunner runner) {
        this.camel = (ModelCamelContext) camel;
        this.kinds = kinds;
        kinds.all().forEach(type -> camel.getRegistry().bind(NodeStep.reference(type.name()), new NodeStep(runner)));
        camel.getRegistry().bind(JexlLanguage.NAME, new JexlLanguage());
        Ways.bind(camel);
    }

    @Override
    public synchronized void prepare(List<FlowVersion> versions) {
        var fresh = versions.stream()
                .filter(version -> find(version).isEmpty())
                .map(this::compile)
                .toList();
        var routes = new ArrayList<RouteDefinition>();
        fresh.forEach(flow -> routes.addAll(flow.routes()));
        if (routes.isEmpty()) {
            return;
        }
        try {
            camel.addRouteDefinitions(routes);
        } catch (Exception e) {
            throw new FlowRejected(fresh.stream().map(flow -> fault(flow, e)).toList());
        }
        fresh.forEach(flow -> compiled.put(flow.key(), flow));
    }

    private static Fault fault(CompiledFlow flow, Exception reason) {
        return new Fault(
                flow.version().file(),
                1,
                1,
                null,
                "Camel refuses the compiled route: " + reason.getMessage(),
                "look at the last node type that was added");
    }

    private CompiledFlow compile(FlowVersion version) {
        var nodes = new LinkedHashMap<String, CompiledNode<?>>();
        for (var node : version.definition().nodes()) {
            nodes.put(node.id(), compile(node));
        }
        var routes = new FlowWeaver(version, nodes).routes();
        var entry = camel.getEndpoint("direct:" + CompiledFlow.routeId(version));
        return new CompiledFlow(version, nodes, routes, entry, new AtomicInteger());
    }

    private CompiledNode<?> compile(FlowNode node) {
        var kind = kinds.kind(node.type())
                .orElseThrow(() -> new IllegalStateException("Unknown node type '" + node.type() + "'"));
        return compile(node, kind);
    }

    @SuppressWarnings("unchecked") // a kind's type names the class of its own settings
    private <S extends Record> CompiledNode<S> compile(FlowNode node, NodeKind<S> kind) {
        return new CompiledNode<>(
                node, kind, reader.read(node.config(), (Class<S>) kind.type().settings()));
    }

    /** Nothing to do: runs ask for the active version when they begin, and the janitor removes what was retired. */
    @Override
    public void activate(FlowVersion version) {
        prepare(List.of(version));
    }

    private Optional<CompiledFlow> find(FlowVersion version) {
        return Optional.ofNullable(compiled.get(new CompiledFlow.Key(version.flowId(), version.version())));
    }

    /** The version as Camel runs it; compiled now if it is not in Camel yet. */
    CompiledFlow compiled(FlowVersion version) {
        return find(version).orElseGet(() -> {
            prepare(List.of(version));
            return find(version).orElseThrow();
        });
    }

    Collection<CompiledFlow> all() {
        return compiled.values();
    }

    /** Takes a version's routes out of Camel; it can be prepared again. */
    synchronized void remove(CompiledFlow flow) throws Exception {
        compiled.remove(flow.key());
        for (var route : flow.routes()) {
            camel.getRouteController().stopRoute(route.getId());
            camel.removeRoute(route.getId());
            camel.removeRouteDefinition(route);
        }
        camel.removeEndpoint(flow.entry());
    }
}
