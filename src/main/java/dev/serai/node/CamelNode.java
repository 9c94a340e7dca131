package dev.serai.node;

import dev.serai.engine.Effect;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.flow.NodeType;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * {@code camel}: hands over to a Camel route of the engineer's own. The route finds the parameters in its body, as an
 * object, and each in a variable of its name; nothing travels in headers.
 */
@Component
class CamelNode implements NodeKind<CamelNode.Settings> {

    private static final Pattern DIRECT = Pattern.compile("direct:[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern OURS = Pattern.compile("direct:(access|alert|billing|console|conversation|engine|flow"
            + "|gateway|history|node|playbook|provider|queue|sandbox|task|trigger|vault|worktool)-.*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,99}");
    private static final int LONGEST = 1_000_000;

    /**
     * Which route, with what.
     *
     * @param uri {@code direct:name} of a route beside the hub's own
     * @param parameters values by name; texts may hold {@code {{variables}}}
     */
    record Settings(@Nullable String uri, @Nullable Map<String, Value> parameters) {

        Settings {
            parameters = Map.copyOf(Objects.requireNonNullElse(parameters, Map.of()));
            if (uri == null || !DIRECT.matcher(uri).matches()) {
                throw new IllegalArgumentException("uri: '" + uri + "' is no route; write direct:name of one");
            }
            if (OURS.matcher(uri).matches()) {
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

    CamelNode(@Lazy ProducerTemplate routes) {
        this.routes = routes;
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
    public Outcome run(Settings settings, Step step) {
        var values = Value.all(Objects.requireNonNull(settings.parameters()), step.scope());
        var answer = routes.request(settings.uri() + "?block=false", exchange -> {
            values.forEach(exchange::setVariable);
            exchange.getMessage().setBody(values);
        });
        var failure = answer.getException();
        if (failure instanceof DirectConsumerNotAvailableException) {
            throw new NodeFailed(
                    "uri: there is no route from '" + settings.uri() + "'; add one to routes/", false, null);
        }
        if (failure != null) {
            throw new NodeFailed(
                    "the route from '" + settings.uri() + "' failed ("
                            + failure.getClass().getSimpleName() + "); its log tells more",
                    false,
                    failure);
        }
        var output = new LinkedHashMap<String, @Nullable Object>();
        output.put("body", body(answer));
        output.put("headers", headers(answer));
        return Outcome.of(output).from(values);
    }

    private static @Nullable Object body(Exchange answer) {
        var body = answer.getMessage().getBody();
        var plain = body instanceof InputStream || body instanceof byte[]
                ? Plain.of(answer.getMessage().getBody(String.class))
                : Plain.of(body);
        if (plain instanceof String text && text.length() > LONGEST) {
            throw new NodeFailed("the route's answer is longer than a million characters", false, null);
        }
        return plain;
    }

    /** What the route says, without what Camel says and without credentials. */
    private static Map<String, Object> headers(Exchange answer) {
        var headers = new TreeMap<String, Object>();
        answer.getMessage().getHeaders().forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            var secret = lower.contains("authorization") || lower.contains("cookie") || lower.contains("token");
            if (!lower.startsWith("camel") && !secret && plain(value)) {
                headers.put(name, value);
            }
        });
        return headers;
    }

    private static boolean plain(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }
}
