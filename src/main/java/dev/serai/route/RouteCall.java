package dev.serai.route;

import dev.serai.engine.NodeFailed;
import dev.serai.engine.Plain;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a node talks to a route that an engineer wrote: the values are the body, as an object, and each is a variable of
 * its name; nothing travels in headers, so nothing of it reaches an address by accident.
 */
public final class RouteCall {

    private static final Logger LOG = LoggerFactory.getLogger(RouteCall.class);
    private static final int LONGEST = 1_000_000;

    private RouteCall() {}

    /** Puts the values in. */
    public static void fill(Exchange exchange, Map<String, ? extends @Nullable Object> values) {
        values.forEach(exchange::setVariable);
        exchange.getMessage().setBody(values);
    }

    /**
     * What the route left: {@code body} and {@code headers}.
     *
     * @param who it was, for people
     * @param repeatable whether it may be tried again although nobody knows how far it came
     * @throws NodeFailed when it failed
     */
    public static Map<String, @Nullable Object> output(Exchange answer, String who, boolean repeatable) {
        var failure = answer.getException();
        if (failure != null) {
            var kind = failure.getClass().getSimpleName();
            LOG.debug("{} failed", who, failure);
            throw new NodeFailed(who + " failed (" + kind + "); the log tells more at DEBUG", repeatable, failure);
        }
        var output = new LinkedHashMap<String, @Nullable Object>();
        output.put("body", body(answer, who));
        output.put("headers", headers(answer));
        return output;
    }

    private static @Nullable Object body(Exchange answer, String who) {
        var body = answer.getMessage().getBody();
        var plain = body instanceof InputStream || body instanceof byte[]
                ? Plain.of(answer.getMessage().getBody(String.class))
                : Plain.of(body);
        if (plain instanceof String text && text.length() > LONGEST) {
            throw new NodeFailed("the answer of " + who + " is longer than a million characters", false, null);
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
