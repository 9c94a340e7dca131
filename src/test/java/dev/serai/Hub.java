package dev.serai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** The hub under test and the world around it, as people, programs and robots reach them: over HTTP. */
final class Hub {

    static final String ADMIN_KEY = "admin-key-of-the-tests";

    static final String CALLBACK = "/api/robots/callback?robotId=demo&token=demo-token";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ServletWebServerApplicationContext server;
    private final Environment environment;

    Hub(ServletWebServerApplicationContext server, Environment environment) {
        this.server = server;
        this.environment = environment;
    }

    /** What came back. */
    record Answer(int status, String type, String body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("Not JSON: " + body, e);
            }
        }

        JsonNode data() {
            return json().path("data");
        }
    }

    /** The hub's port is known now: the sandbox learns where the demo robot calls back. */
    @EventListener(ApplicationReadyEvent.class)
    void settle() {
        sandbox("PUT", "/sandbox/limit", "{\"perMinute\":0}");
        var query = "?robotId=demo&token=demo-token";
        sandbox(
                "PUT",
                "/sandbox/robots/wt_demo",
                "{\"callbackUrl\":\"%s\",\"resultUrl\":\"%s\"}"
                        .formatted(uri("/api/robots/callback" + query), uri("/api/robots/event/1" + query)));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getWebServer().getPort() + path);
    }

    Path flowFolder() {
        return Path.of(Objects.requireNonNull(environment.getProperty("serai.flow.folder")));
    }

    Path modelFolder() {
        return Path.of(Objects.requireNonNull(environment.getProperty("serai.provider.model-folder")));
    }

    /** A call that shows this key, if it is not empty. */
    Answer call(String method, String path, String key, String json) {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json));
        return send(key.isEmpty() ? request : request.header("Authorization", "Bearer " + key));
    }

    Path routeFolder() {
        return Path.of(Objects.requireNonNull(environment.getProperty("serai.route.folder")));
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    Answer post(String path, String json) {
        return post(path, "application/json", json);
    }

    Answer post(String path, String type, String body) {
        return send(
                HttpRequest.newBuilder(uri(path)).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    /** Asks for a stream of events and waits for its end. */
    Answer follow(String path, String json) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Calls an address of the sandbox, which must like it. */
    JsonNode sandbox(String method, String path, String json) {
        var url = environment.getProperty("serai.sandbox.url") + path;
        var answer = send(HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.ofString(json)));
        if (answer.status() != 200) {
            throw new AssertionError(method + " " + path + ": " + answer);
        }
        return answer.json();
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var answer = http.send(
                    request.timeout(Duration.ofSeconds(40)).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body());
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Somebody says something, addressing the robot, in a group or, if it is empty, in private; the line's number. */
    long say(String group, String user, String text) {
        return say(group, user, text, true);
    }

    /** Somebody sends a message with nothing in it. */
    void sayNothing(String group, String user) {
        say(group, user, "", false);
    }

    private long say(String group, String user, String text, boolean atMe) {
        var said = JSON.createObjectNode()
                .put("robot", "wt_demo")
                .put("group", group)
                .put("user", user)
                .put("text", text)
                .put("atMe", atMe);
        var answer = sandbox("POST", "/sandbox/chat", said.toString());
        if (answer.path("body").path("code").asInt(-1) != 0) {
            throw new AssertionError("Not accepted: " + answer);
        }
        return answer.path("seq").asLong();
    }

    /** What robots say in a group after a line; waits for something. */
    List<String> robotLines(String group, long after, int waitSeconds) {
        var path = "/sandbox/chat?group=%s&after=%d&waitSeconds=%d".formatted(encoded(group), after, waitSeconds);
        var lines = new ArrayList<String>();
        sandbox("GET", path, "").path("lines").forEach(line -> {
            if (line.path("robot").asBoolean()) {
                lines.add(line.path("text").asText());
            }
        });
        return lines;
    }

    /** How often the sandbox's robots sent this text. */
    int sent(String content) {
        return sandbox("GET", "/sandbox/sent?limit=0&content=" + encoded(content), "")
                .path("count")
                .asInt();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The newest runs that began with this message. */
    List<JsonNode> runsOf(String text) {
        var found = new ArrayList<JsonNode>();
        get("/api/runs?limit=200").data().path("runs").forEach(run -> {
            if (run.at("/input/message/content").asText().equals(text)) {
                found.add(run);
            }
        });
        return found;
    }

    JsonNode run(String id) {
        return get("/api/runs/" + id).data();
    }

    /** The nodes a run came by; one that waited and was looked at again stands there once. */
    static List<String> path(JsonNode run) {
        var path = new ArrayList<String>();
        run.path("nodes").forEach(node -> {
            var id = node.path("nodeId").asText();
            if (path.isEmpty() || !path.getLast().equals(id)) {
                path.add(id);
            }
        });
        return path;
    }

    /** What the log of a run says of a node; of one that waited or was tried again, how it ended. */
    static JsonNode node(JsonNode run, String id) {
        JsonNode found = null;
        for (var node : run.path("nodes")) {
            if (node.path("nodeId").asText().equals(id)) {
                found = node;
            }
        }
        if (found == null) {
            throw new AssertionError("No node " + id + " in " + run);
        }
        return found;
    }

    /** What a node left in a run. */
    static JsonNode output(JsonNode run, String node) {
        return node(run, node).path("output");
    }
}
