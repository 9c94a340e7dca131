package dev.serai.engine;

import dev.serai.flow.Branching;
import dev.serai.flow.Connection;
import dev.serai.flow.FlowVersion;
import dev.serai.flow.Forking;
import dev.serai.flow.NodeType;
import dev.serai.flow.OnError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.NoErrorHandlerBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.language.LanguageExpression;
import org.jspecify.annotations.Nullable;

/**
 * Turns one flow version into Camel routes, nested as its graph is: it walks the graph and lets each node type weave
 * its own pieces. Failures of nodes are dealt with where nodes run, so the routes have no error handler.
 */
final class FlowWeaver {

    private final FlowVersion version;
    private final Map<String, CompiledNode<?>> nodes;
    private final Shape shape;
    private final Layout layout;

    FlowWeaver(FlowVersion version, Map<String, CompiledNode<?>> nodes) {
        this.version = version;
        this.nodes = nodes;
        var targets = new HashMap<String, List<String>>();
        var ends = new HashSet<String>();
        var loops = new HashSet<String>();
        nodes.forEach((id, node) -> {
            if (node.settings() instanceof Branching branching) {
                targets.put(id, targets(branching));
            }
            if (node.settings() instanceof Forking forking) {
                targets.put(id, forking.starts());
            }
            if (node.ends()) {
                ends.add(id);
            }
            if (node.settings() instanceof Looping) {
                loops.add(id);
            }
        });
        this.shape = new Shape(version.definition(), targets, ends, loops);
        this.layout = new Layout(shape, version.definition().entry().id());
    }

    private static List<String> targets(Branching branching) {
        var targets = new ArrayList<String>();
        branching.branches().forEach(branch -> targets.add(branch.targetNodeId()));
        if (branching.defaultTargetNodeId() != null) {
            targets.add(branching.defaultTargetNodeId());
        }
        return targets;
    }

    List<RouteDefinition> routes() {
        var routes = new ArrayList<RouteDefinition>();
        var main = CompiledFlow.routeId(version);
        routes.add(route(main, version.definition().entry().id(), null));
        for (var root : layout.roots()) {
            routes.add(route(main + "-" + root, root, layout.stopOf(root)));
        }
        return routes;
    }

    private RouteDefinition route(String id, String node, @Nullable String stop) {
        var route = new RouteDefinition();
        route.from("direct:" + id).routeId(id);
        route.errorHandler(new NoErrorHandlerBuilder());
        weave(node, route);
        walk(after(node, stop), stop, route);
        return route;
    }

    /** Adds the way from a node on, until it ends or comes to {@code stop}. */
    private void walk(@Nullable String from, @Nullable String stop, ProcessorDefinition<?> route) {
        var node = from;
        while (node != null && !node.equals(stop)) {
            if (layout.root(node)) {
                route.to("direct:" + CompiledFlow.routeId(version) + "-" + node);
                return;
            }
            weave(node, route);
            node = after(node, stop);
        }
    }

    /** What follows a node once its own ways have met again. */
    private @Nullable String after(String node, @Nullable String stop) {
        var next = shape.next(node);
        if (shape.loop(node)) {
            return shape.exit(node, stop);
        }
        if (next.size() > 1) {
            return shape.meeting(node);
        }
        return next.isEmpty() ? stop : next.iterator().next();
    }

    private void weave(String id, ProcessorDefinition<?> route) {
        var node = nodes.get(id);
        if (node == null) {
            throw new IllegalStateException("Node '" + id + "' was not compiled");
        }
        weave(node, route);
    }

    private <S extends Record> void weave(CompiledNode<S> node, ProcessorDefinition<?> route) {
        node.kind().weave(route, new Place<>(node));
        if (node.node().policy().onError() == OnError.BRANCH && !(node.settings() instanceof Branching)) {
            weaveErrorBranch(node.id(), route);
        }
        if (node.ends()) {
            route.stop();
        }
    }

    private void weaveErrorBranch(String id, ProcessorDefinition<?> route) {
        var failed = "nodes['" + id + "'].error != null";
        var choice = route.choice().when(new LanguageExpression(JexlLanguage.NAME, failed));
        follow(id, true, choice);
        follow(id, false, choice.otherwise());
        choice.end();
    }

    private void follow(String id, boolean onError, ProcessorDefinition<?> route) {
        version.definition().from(id).stream()
                .filter(connection -> connection.onError() == onError)
                .map(Connection::target)
                .findFirst()
                .ifPresent(target -> walk(target, shape.meeting(id), route));
    }

    /** A node's place in the graph, as its type sees it. */
    private final class Place<S extends Record> implements Weave<S> {

        private final CompiledNode<S> node;

        Place(CompiledNode<S> node) {
            this.node = node;
        }

        @Override
        public String id() {
            return node.id();
        }

        @Override
        public S settings() {
            return node.settings();
        }

        @Override
        public void step(ProcessorDefinition<?> route) {
            route.step(NodeStep.id(version, node.id()))
                    .setVariable(NodeStep.SETTINGS)
                    .constant(NodeStep.text(node.node()))
                    .process(NodeStep.reference(node.kind().type().name()))
                    .end();
            if (node.kind().type().role() == NodeType.Role.WAIT) {
                route.delay().simple("${variable." + NodeStep.PAUSE + "}").syncDelayed();
            }
        }

        @Override
        public void parallel(ProcessorDefinition<?> route) {
            Ways.parallel(
                    node.id(),
                    shape.next(node.id()),
                    route,
                    (start, way) -> walk(start, shape.meeting(node.id()), way));
        }

        @Override
        public void iterations(ProcessorDefinition<?> route) {
            if (node.settings() instanceof Looping looping) {
                Ways.iterations(node.id(), looping, route, one -> shape.bodies(node.id())
                        .forEach(start -> walk(start, node.id(), one)));
            }
        }

        @Override
        public void follow(String target, ProcessorDefinition<?> route) {
            walk(target, shape.meeting(node.id()), route);
        }
    }
}
