package dev.serai.worktool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A WorkTool on loopback that does what a test tells it to. */
class StubWorkTool implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** What happens to the next send. */
    enum Fate {
        TAKE,
        TAKE_AND_BREAK_OFF,
        BREAK_OFF,
        TAKE_AND_ANSWER_NOTHING,
        TAKE_AND_KEEP_SILENT,
        THROTTLE,
        SERVER_ERROR
    }

    /** One call that was taken. */
    record Taken(String messageId, Instant at, String query, String body) {}

    final List<Taken> taken = new ArrayList<>();
    final List<String> questions = new ArrayList<>();
    final Deque<Fate> fates = new ArrayDeque<>();
    final Deque<String> answers = new ArrayDeque<>();
    final AtomicInteger calls = new AtomicInteger();
    final ArrayNode resultRows = JSON.createArrayNode();
    volatile Consumer<Taken> onTaken = call -> {};
    volatile boolean throttleQuestions;

    private final Clock clock;
    private final HttpServer server;
    private final AtomicInteger ids = new AtomicInteger();

    StubWorkTool(Clock clock) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/wework/sendRawMessage", this::send);
        server.createContext("/wework/listRawMessage", exchange -> question(exchange, query -> calls(query)));
        server.createContext("/robot/rawMsg/list", exchange -> question(exchange, query -> resultRows));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized List<String> texts() {
        return taken.stream()
                .map(call -> command(call).path("receivedContent").asText())
                .toList();
    }

    synchronized Taken foreignCall(Instant at, String body) {
        var call = new Taken("foreign" + ids.incrementAndGet(), at, "", body);
        taken.add(call);
        return call;
    }

    static JsonNode command(Taken call) {
        try {
            return JSON.readTree(call.body()).path("list").path(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var fate = next();
        switch (fate) {
            case TAKE -> answer(exchange, 200, answers.isEmpty() ? success(take(exchange, body)) : answers.poll());
            case TAKE_AND_BREAK_OFF -> {
                take(exchange, body);
                exchange.close();
            }
            case BREAK_OFF -> exchange.close();
            case TAKE_AND_ANSWER_NOTHING -> {
                take(exchange, body);
                answer(exchange, 200, "");
            }
            case TAKE_AND_KEEP_SILENT -> take(exchange, body);
            case THROTTLE -> {
                exchange.getResponseHeaders().set("Retry-After", "7");
                answer(exchange, 429, "too many");
            }
            case SERVER_ERROR -> answer(exchange, 502, "<html>bad gateway</html>");
        }
    }

    private synchronized Fate next() {
        return fates.isEmpty() ? Fate.TAKE : fates.poll();
    }

    private Taken take(HttpExchange exchange, String body) {
        Taken call;
        synchronized (this) {
            call = new Taken(
                    "19000000000" + (10_000_000 + ids.incrementAndGet()),
                    clock.instant(),
                    exchange.getRequestURI().getRawQuery(),
                    body);
            taken.add(call);
        }
        onTaken.accept(call);
        return call;
    }

    private static String success(Taken call) {
        return "{\"code\":200,\"message\":\"操作成功\",\"data\":\"" + call.messageId() + "\"}";
    }

    private interface Rows {
        JsonNode on(String query);
    }

    private void question(HttpExchange exchange, Rows rows) throws IOException {
        calls.incrementAndGet();
        synchronized (this) {
            questions.add(exchange.getRequestURI().toString());
        }
        if (throttleQuestions) {
            answer(exchange, 429, "");
            return;
        }
        answer(
                exchange,
                200,
                JSON.createObjectNode()
                        .put("code", 200)
                        .set("data", rows.on(exchange.getRequestURI().getRawQuery()))
                        .toString());
    }

    /** Newest first, page by page. */
    private synchronized JsonNode calls(String query) {
        var list = JSON.createArrayNode();
        int size = parameter(query, "size");
        int newest = taken.size() - 1 - (parameter(query, "page") - 1) * size;
        for (int i = newest; i >= 0 && i > newest - size; i--) {
            var call = taken.get(i);
            list.addObject()
                    .put("messageId", call.messageId())
                    .put("createTime", LocalDateTime.ofInstant(call.at(), CHINA).toString())
                    .put("body", call.body());
        }
        return JSON.createObjectNode().set("list", list);
    }

    private static int parameter(String query, String name) {
        for (var pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return Integer.parseInt(pair.substring(name.length() + 1));
            }
        }
        throw new IllegalArgumentException("The question has no " + name);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
