package dev.serai.node;

import dev.serai.engine.Effect;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.flow.NodeType;
import dev.serai.route.HubRoutes;
import dev.serai.route.Kamelets;
import dev.serai.route.RouteCall;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * {@code camel}: hands over to a Camel route of the engineer's own, or to a Kamelet by its name. The route finds the
 * parameters in its body, as an object, and each in a variable of its name; nothing travels in headers.
 */
@Component
class CamelNode implements NodeKind<CamelNode.Settings> {

    private static final Pattern DIRECT = Pattern.compile("direct:[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern KAMELET = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,99}");

    /**
     * Which route, with what.
     *
     * @param uri {@code direct:name} of a route beside the hub's own, or the name of a Kamelet
     * @param parameters values by name; texts may hold {@code {{variables}}}
     */
    record Settings(@Nullable String uri, @Nullable Map<String, Value> parameters) {

        Settings {
            parameters = Map.copyOf(Objects.requireNonNullElse(parameters, Map.of()));
            if (uri == null
                    || !(DIRECT.matcher(uri).matches() || KAMELET.matcher(uri).matches())) {
                throw new IllegalArgumentException(
                        "uri: '" + uri + "' is no route; write direct:name of one, or the name of a Kamelet");
            }
            if (HubRoutes.own(uri)) {
                throw new IllegalArgumentException("uri: '" + uri + "' is the hub's own; name a route of yours");
            }
            for (var name : parameters.keySet()) {
                if (!NAME.matcher(name).matches()) {
                    throw new IllegalArgumentException(
                            "parameters: '" + name + "' is no name; use letters, digits and _");
                }
            }
        }
    }

    private final ProducerTemplate routes;
    private final Kamelets kamelets;

    CamelNode(@Lazy ProducerTemplate routes, @Lazy Kamelets kamelets) {
        this.routes = routes;
        this.kamelets = kamelets;
    }

    @Override
    public NodeType type() {
        return new NodeType("camel", Set.of(), Settings.class, Set.of("body", "headers"), NodeType.Role.STEP);
    }

    @Override
    public Effect effect() {
        return Effect.ONCE;
    }

    @Override
    public void prepare(Settings settings) {
        var uri = String.valueOf(settings.uri());
        if (!DIRECT.matcher(uri).matches() && !kamelets.has(uri)) {
            throw new IllegalArgumentException(
                    "uri: there is no Kamelet '" + uri + "'; add one to routes/kamelets/, or write direct:name");
        }
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var uri = String.valueOf(settings.uri());
        var parameters = Objects.requireNonNull(settings.parameters());
        var values = Value.all(parameters, step.scope());
        var output = DIRECT.matcher(uri).matches() ? route(uri, values) : kamelets.call(uri, values, fixed(parameters));
        return Outcome.of(output).from(values);
    }

    private Map<String, @Nullable Object> route(String uri, Map<String, @Nullable Object> values) {
        var answer = routes.request(uri + "?block=false", exchange -> RouteCall.fill(exchange, values));
        if (answer.getException() instanceof DirectConsumerNotAvailableException) {
            throw new NodeFailed("uri: there is no route from '" + uri + "'; add one to routes/", false, null);
        }
        return RouteCall.output(answer, "the route from '" + uri + "'", false);
    }

    /** The parameters that are the same in each run. */
    private static Set<String> fixed(Map<String, Value> parameters) {
        var names = new TreeSet<String>();
        parameters.forEach((name, value) -> {
            if (!value.variable()) {
                names.add(name);
            }
        });
        return names;
    }
}
