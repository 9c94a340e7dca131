package dev.serai.node;

import dev.serai.engine.NodeFailed;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Calls addresses through the route {@code node-http}, once, for no longer than it may take in all. */
@Component
class HttpCaller {

    private static final String ROUTE = "direct:node-http";

    private final ProducerTemplate routes;

    HttpCaller(@Lazy ProducerTemplate routes) {
        this.routes = routes;
    }

    /**
     * What is asked.
     *
     * @param host for error messages; the rest of the target may hold what nobody shall read
     * @param safe whether it may be asked again when nobody knows what became of it
     */
    record Call(
            String method,
            String target,
            String host,
            Map<String, String> headers,
            @Nullable ByteBuffer body,
            boolean safe) {}

    /**
     * What came back.
     *
     * @param headers names in lower case
     */
    record Answer(int status, Map<String, String> headers, ByteBuffer body) {}

    /**
     * Asks and waits.
     *
     * @throws NodeFailed if there is no answer; worth another attempt if it was not sent or may be sent twice
     */
    Answer call(Call call, Duration timeout) {
        var task = new FutureTask<>(() -> routes.request(ROUTE, exchange -> fill(exchange, call)));
        Thread.ofVirtual().name("node-http").start(task);
        try {
            var exchange = task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            var failure = exchange.getException();
            if (failure != null) {
                throw failed(call, failure);
            }
            return answer(exchange);
        } catch (TimeoutException e) {
            throw new NodeFailed("no answer from " + call.host() + " within " + timeout, call.safe(), e);
        } catch (ExecutionException e) {
            throw failed(call, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeFailed("it was interrupted while " + call.host() + " was asked", call.safe(), e);
        } finally {
            task.cancel(true);
        }
    }

    private static void fill(Exchange exchange, Call call) {
        exchange.setProperty(Exchange.SKIP_GZIP_ENCODING, true);
        exchange.setVariable("nodeHttpTarget", call.target());
        exchange.setVariable("nodeHttpMethod", call.method());
        exchange.getMessage().setHeaders(new HashMap<>(call.headers()));
        exchange.getMessage().setBody(call.body() == null ? null : call.body().array());
    }

    private static NodeFailed failed(Call call, Throwable failure) {
        if (failure instanceof NodeFailed ours) {
            return ours;
        }
        var unsent =
                switch (failure) {
                    case ConnectException e -> true;
                    case ConnectTimeoutException e -> true;
                    case ConnectionRequestTimeoutException e -> true;
                    case UnknownHostException e -> true;
                    case NoRouteToHostException e -> true;
                    case SSLHandshakeException e -> true;
                    default -> false;
                };
        return new NodeFailed(
                "no answer from " + call.host() + " (" + failure.getClass().getSimpleName() + ")",
                unsent || call.safe(),
                failure);
    }

    private static Answer answer(Exchange exchange) {
        var message = exchange.getMessage();
        var headers = new TreeMap<String, String>();
        message.getHeaders().forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!lower.startsWith("camel") && !lower.startsWith("set-cookie") && value != null) {
                headers.put(lower, value instanceof Iterable<?> many ? joined(many) : value.toString());
            }
        });
        var body = message.getBody(byte[].class);
        return new Answer(
                message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
                headers,
                ByteBuffer.wrap(body == null ? new byte[0] : body));
    }

    private static String joined(Iterable<?> values) {
        var joined = new StringBuilder();
        values.forEach(value -> joined.append(joined.isEmpty() ? "" : ", ").append(value));
        return joined.toString();
    }
}
