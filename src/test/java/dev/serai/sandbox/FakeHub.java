package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A hub that notes what it is called back with and answers what it is told to. */
final class FakeHub implements AutoCloseable {

    final Queue<String> messages = new ConcurrentLinkedQueue<>();
    final Queue<JsonNode> results = new ConcurrentLinkedQueue<>();
    final CountDownLatch released = new CountDownLatch(1);
    volatile String answer = "{\"code\":0,\"message\":\"success\"}";
    volatile String contentType = "application/json";
    volatile int status = 200;
    volatile boolean silent;

    private final HttpServer server;

    FakeHub() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 100);
        server.createContext("/message", exchange -> {
            messages.add(body(exchange));
            reply(exchange);
        });
        server.createContext("/result", exchange -> {
            results.add(Client.json(body(exchange)));
            reply(exchange);
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI message() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/message?robotId=demo&token=t");
    }

    URI result() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/result?robotId=demo&token=t");
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
    }

    private void reply(HttpExchange exchange) throws IOException {
        if (silent) {
            await();
        }
        var bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void await() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }
}
