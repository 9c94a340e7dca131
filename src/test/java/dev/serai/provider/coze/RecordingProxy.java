package dev.serai.provider.coze;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Stands between a client and a server, passes all on as it is, and writes down what the server sent. */
final class RecordingProxy implements AutoCloseable {

    private final URI server;
    private final HttpServer proxy;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> recorded = new CopyOnWriteArrayList<>();

    RecordingProxy(URI server) {
        this.server = server;
        try {
            proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        proxy.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        proxy.createContext("/", this::pass);
        proxy.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + proxy.getAddress().getPort());
    }

    /** What was said since the last time this was asked: asked paths, statuses, types and bodies. */
    String taken() {
        var all = String.join("\n", recorded);
        recorded.clear();
        return all;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var asked = exchange.getRequestURI();
            var request = HttpRequest.newBuilder(URI.create(server + asked.toString()))
                    .method(
                            exchange.getRequestMethod(),
                            BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
            for (var name : List.of("Authorization", "Content-Type", "Accept")) {
                var value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    request.header(name, value);
                }
            }
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            record(exchange, response);
            response.headers().map().forEach((name, values) -> {
                if (name.startsWith("content-type") || name.startsWith("x-tt-")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(
                    response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void record(HttpExchange exchange, HttpResponse<byte[]> response) {
        recorded.add("> %s %s\n< %d %s\n< X-Tt-Logid: %s\n%s\n"
                .formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse("-"),
                        response.headers().firstValue("X-Tt-Logid").orElse("-"),
                        new String(response.body(), StandardCharsets.UTF_8).stripTrailing()));
    }

    @Override
    public void close() {
        proxy.stop(0);
        client.close();
    }
}
