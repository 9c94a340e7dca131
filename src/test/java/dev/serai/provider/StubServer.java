package dev.serai.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A provider on loopback that answers by script; the last step of the script is repeated. */
public final class StubServer implements AutoCloseable {

    private final HttpServer server;
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Head> heads = new CopyOnWriteArrayList<>();

    /** Answers one request. */
    @FunctionalInterface
    public interface Answer {
        void give(HttpExchange exchange) throws IOException, InterruptedException;
    }

    /** One request as it came in. */
    public record Call(String path, String authorization, String body) {}

    /**
     * What else came in with a request.
     *
     * @param query of its address, empty if it has none
     */
    public record Head(String query, Map<String, List<String>> headers) {

        /** The first value of a header, names in any case; empty if there is none. */
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    public StubServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public StubServer then(Answer answer) {
        script.add(answer);
        return this;
    }

    public List<Call> calls() {
        return calls;
    }

    /** Of each call, in the same order. */
    public List<Head> heads() {
        return heads;
    }

    /** A whole answer. */
    public static Answer status(int status, String type, String body) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", type);
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    public static Answer json(int status, String body) {
        return status(status, "application/json; charset=utf-8", body);
    }

    /** A recorded stream, sent in pieces of so many bytes. */
    public static Answer sse(byte[] recorded, int piece) {
        return exchange -> {
            try (exchange) {
                begin(exchange);
                for (var at = 0; at < recorded.length; at += piece) {
                    exchange.getResponseBody().write(recorded, at, Math.min(piece, recorded.length - at));
                    exchange.getResponseBody().flush();
                }
            }
        };
    }

    public static Answer sse(String recorded) {
        return sse(recorded.getBytes(StandardCharsets.UTF_8), 8192);
    }

    /** The beginning of a stream, whose connection then breaks. */
    public static Answer broken(String beginning) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 1_000_000);
            exchange.getResponseBody().write(beginning.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** The connection breaks before a byte of an answer. */
    public static Answer dropped() {
        return exchange -> {
            throw new IOException("dropped on purpose");
        };
    }

    public static void begin(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        var query = exchange.getRequestURI().getRawQuery();
        heads.add(new Head(query == null ? "" : query, Map.copyOf(exchange.getRequestHeaders())));
        calls.add(new Call(exchange.getRequestURI().getPath(), String.valueOf(authorization), body));
        var answer = script.size() > 1 ? script.remove() : script.element();
        try {
            answer.give(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
