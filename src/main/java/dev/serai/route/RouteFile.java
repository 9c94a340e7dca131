package dev.serai.route;

import dev.serai.flow.Fault;
import dev.serai.flow.FlowRejected;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.FromDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A file of routes as Camel reads it; nothing of it is in the context yet.
 *
 * @param routes by id; one without an id is named after the file
 */
record RouteFile(Path file, String text, Map<String, Written> routes) {

    /** A route as it is written: its way in, and the rest. */
    record Written(FromDefinition from, RouteDefinition route) {

        static Written of(RouteDefinition route) {
            var from = new FromDefinition(route.getInput().getEndpointUri());
            from.setId(route.getInput().getId());
            return new Written(from, route);
        }

        /** The address others call it by. */
        String door() {
            return from.getEndpointUri().replaceFirst("\\?.*", "").replace("://", ":");
        }
    }

    static final String ENDING = ".camel.yaml";

    private static final Set<String> ROUTES = Set.of("route", "from");

    /**
     * Reads a text.
     *
     * @throws FlowRejected with what Camel cannot read, and where
     */
    static RouteFile read(CamelContext camel, Path file, String text) {
        var name = String.valueOf(file.getFileName());
        try {
            var resource = ResourceHelper.fromString(name, text);
            var builders = PluginHelper.getRoutesLoader(camel).findRoutesBuilders(List.of(resource));
            var builder = (RouteBuilder) builders.iterator().next();
            builder.setCamelContext(camel);
            builder.configure();
            return of(file, text, builder.getRouteCollection().getRoutes());
        } catch (FlowRejected e) {
            throw e;
        } catch (Exception e) {
            throw new FlowRejected(List.of(CamelFaults.of(file.toString(), text, e, List.of())));
        }
    }

    /** Whether there is something else in a text than routes, which can only be taken up when the hub starts. */
    static boolean more(String text) {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(text) instanceof List<?> parts
                    && parts.stream()
                            .anyMatch(part -> part instanceof Map<?, ?> map && !ROUTES.containsAll(map.keySet()));
        } catch (YamlEngineException e) {
            return false; // Camel says better what is wrong with it
        }
    }

    private static RouteFile of(Path file, String text, List<RouteDefinition> read) {
        var routes = new LinkedHashMap<String, Written>();
        var stem = String.valueOf(file.getFileName()).replace(ENDING, "");
        for (var route : read) {
            var id = route.hasCustomIdAssigned() ? route.getRouteId() : stem + "-" + (routes.size() + 1);
            if (routes.putIfAbsent(id, Written.of(route)) != null) {
                throw new FlowRejected(List.of(new Fault(
                        file.toString(),
                        Math.max(1, route.getLineNumber()),
                        1,
                        null,
                        "Two routes have the id '" + id + "'",
                        "give one of them another id")));
            }
        }
        if (routes.isEmpty()) {
            throw new FlowRejected(
                    List.of(new Fault(file.toString(), 1, 1, null, "The file holds no route", "begin with - route:")));
        }
        return new RouteFile(file, text, routes);
    }

    /** The configurations a route asks for by name or pattern. */
    static List<String> configurations(RouteDefinition route) {
        var ids = route.getRouteConfigurationId();
        return ids == null ? List.of() : List.of(ids.split(","));
    }

    /** The addresses other routes and flows call them by. */
    Set<String> doors() {
        var doors = new TreeSet<String>();
        routes.values().forEach(route -> doors.add(route.door()));
        return doors;
    }

    /** All steps, for whoever looks for one. */
    List<ProcessorDefinition<?>> steps() {
        var steps = new ArrayList<ProcessorDefinition<?>>();
        routes.values().forEach(written -> steps.addAll(written.route().getOutputs()));
        return steps;
    }
}
