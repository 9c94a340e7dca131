package dev.serai.engine;

import dev.serai.flow.Fault;
import dev.serai.flow.FlowHost;
import dev.serai.flow.FlowNode;
import dev.serai.flow.FlowRejected;
import dev.serai.flow.FlowVersion;
import dev.serai.flow.SettingsRejected;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.springframework.stereotype.Component;

/** Compiles flow versions and puts their routes into Camel, one for each version. */
@Component
class EngineHost implements FlowHost {

    private final ModelCamelContext camel;
    private final Kinds kinds;
    private final NodeRunner runner;
    private final Map<CompiledFlow.Key, CompiledFlow> compiled = new ConcurrentHashMap<>();

    /** Versions whose routes are being taken out of Camel; that takes a while, and no other version waits for it. */
    private final Map<CompiledFlow.Key, CompletableFuture<Void>> leaving = new ConcurrentHashMap<>();

    EngineHost(CamelContext camel, Kinds kinds, NodeRunner runner) {
        this.camel = (ModelCamelContext) camel;
        this.kinds = kinds;
        this.runner = runner;
        kinds.all().forEach(type -> bind(type.name()));
        camel.getRegistry().bind(JexlLanguage.NAME, new JexlLanguage());
        Ways.bind(camel);
    }

    private void bind(String type) {
        camel.getRegistry().bind(NodeStep.reference(type), new NodeStep(runner));
    }

    @Override
    public synchronized void prepare(List<FlowVersion> versions) {
        versions.forEach(this::awaitGone);
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
            start(routes);
        } catch (Exception e) {
            throw new FlowRejected(fresh.stream().map(flow -> fault(flow, e)).toList());
        }
        fresh.forEach(flow -> compiled.put(flow.key(), flow));
    }

    /**
     * Camel's own way to add a route first looks for one to replace, and for that through all routes there are; ids of
     * versions are never used twice at a time. Before Camel itself starts there is no other way.
     */
    private void start(List<RouteDefinition> routes) throws Exception {
        if (camel.isStarted() && camel instanceof DefaultCamelContext started) {
            started.startRouteDefinitions(routes);
        } else {
            camel.addRouteDefinitions(routes);
        }
    }

    /** A version that comes back while its routes are still being taken out. */
    private void awaitGone(FlowVersion version) {
        var gone = leaving.get(new CompiledFlow.Key(version.flowId(), version.version()));
        if (gone != null) {
            gone.join();
        }
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
            nodes.put(node.id(), compile(version, node, kind(node)));
        }
        var routes = new FlowWeaver(version, nodes).routes();
        return new CompiledFlow(version, nodes, routes, entry(version), new AtomicInteger());
    }

    private Producer entry(FlowVersion version) {
        try {
            var producer =
                    camel.getEndpoint("direct:" + CompiledFlow.routeId(version)).createProducer();
            producer.start();
            return producer;
        } catch (Exception e) {
            throw new IllegalStateException("There is no way into flow '" + version.flowId() + "'", e);
        }
    }

    private NodeKind<?> kind(FlowNode node) {
        return kinds.kind(node.type())
                .orElseThrow(() -> new IllegalStateException("Unknown node type '" + node.type() + "'"));
    }

    @SuppressWarnings("unchecked") // a kind's schema reads its own settings
    private <S extends Record> CompiledNode<S> compile(FlowVersion version, FlowNode node, NodeKind<S> kind) {
        try {
            var settings = (S) kind.type().schema().read(node.config());
            kind.prepare(settings);
            return new CompiledNode<>(node, kind, settings);
        } catch (SettingsRejected e) {
            throw new FlowRejected(e.wrongs().stream()
                    .map(wrong -> new Fault(version.file(), 1, 1, node.id(), wrong.message(), wrong.hint()))
                    .toList());
        } catch (IllegalArgumentException e) {
            var told = String.valueOf(e.getMessage()).split("; ", 2);
            var hint = told.length > 1 ? told[1] : "look at the settings of this node";
            throw new FlowRejected(List.of(new Fault(version.file(), 1, 1, node.id(), told[0], hint)));
        }
    }

    /**
     * Takes a node type in, and puts it into these compiled flows where they use it; runs on their way keep what they
     * have.
     *
     * @throws FlowRejected when one of them cannot work with it; nothing changed then
     */
    synchronized void adopt(NodeKind<?> kind, Collection<FlowVersion> atWork) {
        var type = kind.type().name();
        var changed = new ArrayList<CompiledFlow>();
        atWork.forEach(version -> find(version).ifPresent(flow -> {
            var nodes = new LinkedHashMap<>(flow.nodes());
            nodes.replaceAll(
                    (id, node) -> node.node().type().equals(type) ? compile(flow.version(), node.node(), kind) : node);
            changed.add(flow.with(nodes));
        }));
        bind(type);
        kinds.put(kind);
        changed.forEach(flow -> compiled.put(flow.key(), flow));
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
    void remove(CompiledFlow flow) throws Exception {
        var gone = new CompletableFuture<Void>();
        synchronized (this) {
            compiled.remove(flow.key());
            leaving.put(flow.key(), gone);
        }
        try {
            for (var route : flow.routes()) {
                camel.getRouteController().stopRoute(route.getId());
                camel.removeRoute(route.getId());
                camel.getRouteDefinitions().remove(route);
            }
            flow.entry().stop();
            camel.removeEndpoint(flow.entry().getEndpoint());
        } finally {
            leaving.remove(flow.key(), gone);
            gone.complete(null);
        }
    }
}
