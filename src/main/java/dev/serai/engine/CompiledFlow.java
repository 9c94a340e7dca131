package dev.serai.engine;

import dev.serai.flow.FlowVersion;
import dev.serai.flow.Semver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A flow version as Camel runs it.
 *
 * @param version what was compiled
 * @param nodes by id
 * @param routes its route, and one more for each node that ways reach without nesting
 * @param entry where a run goes in; not one of a template, which would keep the routes of the last thousand versions
 * @param inFlight runs that are in its routes right now
 */
record CompiledFlow(
        FlowVersion version,
        Map<String, CompiledNode<?>> nodes,
        List<RouteDefinition> routes,
        Producer entry,
        AtomicInteger inFlight) {

    /** What compiled flows are found by. */
    record Key(String flowId, Semver version) {}

    CompiledFlow {
        nodes = Map.copyOf(nodes);
        routes = List.copyOf(routes);
    }

    /** The same flow, whose next runs use these nodes. */
    CompiledFlow with(Map<String, CompiledNode<?>> others) {
        return new CompiledFlow(version, others, routes, entry, inFlight);
    }

    /** Sends a run through the route; what went wrong stands in the exchange. */
    void send(Exchange exchange) {
        try {
            entry.process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
    }

    Key key() {
        return new Key(version.flowId(), version.version());
    }

    String routeId() {
        return routeId(version);
    }

    /** The id of a version's route, and with {@code direct:} before it the way in. */
    static String routeId(FlowVersion version) {
        return "flow-" + version.flowId() + "-v" + version.version();
    }

    CompiledNode<?> node(@Nullable String id) {
        var node = id == null ? null : nodes.get(id);
        if (node == null) {
            throw new IllegalStateException("Flow '" + routeId() + "' has no node '" + id + "'");
        }
        return node;
    }
}
