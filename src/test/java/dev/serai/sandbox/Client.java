package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Talks to a sandbox as the hub, a person or a test would. */
final class Client {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI url;

    Client(Sandbox sandbox) {
        this.url = sandbox.url();
    }

    JsonNode get(String path) {
        return json(send(request(path).GET()));
    }

    JsonNode post(String path, String body) {
        return json(send(request(path).POST(BodyPublishers.ofString(body))));
    }

    JsonNode put(String path, String body) {
        return json(send(request(path).PUT(BodyPublishers.ofString(body))));
    }

    JsonNode delete(String path) {
        return json(send(request(path).DELETE()));
    }

    HttpResponse<String> chat(String body) {
        return postAs(SandboxOptions.DEMO_KEY, "/v1/chat/completions", body);
    }

    HttpResponse<String> run(String body) {
        return postAs(SandboxOptions.DEMO_TOKEN, "/v1/workflow/run", body);
    }

    HttpResponse<String> streamRun(String body) {
        return postAs(SandboxOptions.DEMO_TOKEN, "/v1/workflow/stream_run", body);
    }

    HttpResponse<String> postAs(String key, String path, String body) {
        return send(request(path).header("Authorization", "Bearer " + key).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> response(String path) {
        return send(request(path).GET());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return trySend(request);
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        }
    }

    HttpResponse<String> trySend(HttpRequest.Builder request) throws IOException {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }
}
