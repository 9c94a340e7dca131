package dev.serai.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.sandbox.Sandbox;
import dev.serai.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One cell of the matrix under way: a model of its own at a provider of its own with a single place, asked along the
 * hub's call path.
 */
final class MatrixCall {

    private static final String MODEL = "asked";
    private static final String PATIENT = "patient";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What all cells share: the sandbox, the routes, the database and the connectors. */
    static final class World implements AutoCloseable {

        final List<ChatProvider> connectors = Connectors.all();
        private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
        private final HikariDataSource database = TestDatabase.fresh();
        private final Spine spine = Spine.callsAndLogs(database);
        private final HttpClient http = HttpClient.newHttpClient();

        JsonNode control(String method, String path, String body) {
            var request = HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                    .timeout(Duration.ofSeconds(20))
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            try {
                var answer = http.send(request.build(), BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new AssertionError(answer.body());
                }
                return JSON.readTree(answer.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            spine.close();
            database.close();
            sandbox.close();
        }
    }

    final String label;
    private final World world;
    private final MatrixLine line;
    private final Calls calls;
    private final Models models;
    private final CallTag tag = new CallTag(UUID.randomUUID(), "cell");

    MatrixCall(World world, MatrixLine line, MatrixCase cell) {
        this.world = world;
        this.line = line;
        this.label = line.protocol() + "-"
                + cell.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        world.control("POST", "/sandbox/reset", "");
        var key = cell == MatrixCase.WRONG_KEY ? "sk-of-somebody-else" : line.key();
        var settings = new HashMap<>(model(MODEL, key, cell.timeout()));
        settings.putAll(model(PATIENT, line.key(), "20s"));
        settings.put("serai.provider.calls.max-concurrent", "1");
        this.calls = new Calls(world.spine.camel(), settings);
        this.models = calls.models(world.connectors.toArray(ChatProvider[]::new));
    }

    private Map<String, String> model(String name, String key, String timeout) {
        var at = "serai.provider.models." + name;
        return Map.of(
                at + ".protocol", line.protocol(),
                at + ".provider", label,
                at + ".base-url", world.sandbox.url() + line.path(),
                at + ".api-key", key,
                at + ".model", label,
                at + ".timeout", timeout);
    }

    /** What the server says to this call: rules of the sandbox without service and match. */
    void script(String... rules) {
        var head = "{\"service\":\"%s\",\"match\":{\"model\":\"%s\"},".formatted(line.service(), label);
        world.control("PUT", "/sandbox/scripts", "[" + head + String.join("}," + head, rules) + "}]");
    }

    /** The server answers everybody with this status. */
    void fails(int status) {
        world.control(
                "PUT", "/sandbox/faults", "{\"%s\":{\"errorRate\":1,\"status\":%d}}".formatted(line.service(), status));
    }

    ChatAnswer whole(ChatRequest request) {
        return models.chat(MODEL, request, tag);
    }

    ChatAnswer stream(ChatRequest request, Consumer<ChatEvent> listener) {
        return models.chat(MODEL, request, tag, listener);
    }

    /** Asks the same provider once more, with patience: answered only if the one place is free. */
    String again() {
        return models.chat(PATIENT, ChatRequest.of("?"), CallTag.none()).content();
    }

    /** The pauses between attempts. */
    List<Duration> pauses() {
        return calls.pauses;
    }

    /** How the server was asked, newest first: true for a stream. */
    List<Boolean> asked() {
        return world.control("GET", "/sandbox/calls?model=" + label, "").path("calls").findValues("streamed").stream()
                .map(JsonNode::asBoolean)
                .toList();
    }

    /** Waits until the server has noticed that its caller hung up. */
    void awaitHangUp() {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .until(() -> world.control("GET", "/sandbox/calls?limit=0", "")
                                .path("hungUp")
                                .asInt()
                        == 1);
    }

    /** The row that the newest call of this cell left in the log. */
    Map<String, Object> row() {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .until(this::rows, rows -> !rows.isEmpty())
                .getLast();
    }

    private List<Map<String, Object>> rows() {
        world.spine
                .camel()
                .getRegistry()
                .lookupByNameAndType("providerLogRows", LogRows.class)
                .flush();
        return JdbcClient.create(world.database)
                .sql("select * from provider.ai_io_logs where run_id = :run order by id")
                .param("run", tag.run())
                .query()
                .listOfRows();
    }
}
