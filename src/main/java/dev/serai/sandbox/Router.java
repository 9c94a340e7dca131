package dev.serai.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the endpoint for a request; a {@code *} in a path stands for one of its parts. */
final class Router implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final Map<String, Endpoint> endpoints = new HashMap<>();

    /** Serves one method and path, written as {@code GET /path}. */
    Router on(String methodAndPath, Endpoint endpoint) {
        if (endpoints.put(methodAndPath, endpoint) != null) {
            throw new IllegalStateException("Two endpoints for " + methodAndPath);
        }
        return this;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        var exchange = new Exchange(http);
        try {
            find(exchange).answer(exchange);
        } catch (BadRequest e) {
            exchange.reply(400, Json.object().put("error", e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error(
                    "{} {} failed",
                    http.getRequestMethod(),
                    http.getRequestURI().getPath(),
                    e);
            throw new IOException("The sandbox failed", e);
        }
    }

    private Endpoint find(Exchange exchange) {
        var path = exchange.path();
        var exact = endpoints.get(exchange.method() + " " + path);
        if (exact != null) {
            return exact;
        }
        var asked = (exchange.method() + " " + path).split("/", -1);
        return endpoints.entrySet().stream()
                .filter(entry -> fits(entry.getKey().split("/", -1), asked))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Router::unknown);
    }

    private static boolean fits(String[] pattern, String[] asked) {
        return pattern.length == asked.length
                && IntStream.range(0, asked.length)
                        .allMatch(i -> "*".equals(pattern[i]) || pattern[i].equals(asked[i]));
    }

    private static void unknown(Exchange exchange) throws IOException {
        var what = "Nothing answers %s %s here; see docs/sandbox.md".formatted(exchange.method(), exchange.path());
        exchange.reply(404, Json.object().put("error", what));
    }
}
