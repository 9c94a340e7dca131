package dev.serai.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.vault.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A running hub, through its API. */
final class RemoteHub {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final URI url;
    private final Secret adminKey;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    RemoteHub(URI url, Secret adminKey) {
        this.url = url;
        this.adminKey = adminKey;
    }

    /** Text the hub answers with. */
    String text(String path) {
        return send(request(path).GET());
    }

    /** Data the hub answers with. */
    JsonNode data(String path) {
        return data(request(path).GET());
    }

    /** Sends a text. */
    JsonNode post(String path, String type, String body) {
        return data(request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A path with parameters bound. */
    static String path(String path, Map<String, String> parameters) {
        return path
                + parameters.entrySet().stream()
                        .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                        .sorted()
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** A part of a path. */
    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(url.toString().replaceAll("/+$", "") + path))
                .timeout(PATIENCE);
        return adminKey.present() ? request.header("Authorization", "Bearer " + adminKey.reveal()) : request;
    }

    private JsonNode data(HttpRequest.Builder request) {
        return json(send(request)).path("data");
    }

    private String send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() >= 400) {
                throw new Refused(answer.statusCode(), json(answer.body()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new Unreachable(url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(url, e);
        }
    }

    private JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new Unreachable(url, e);
        }
    }

    /** No hub answers there. */
    static final class Unreachable extends RuntimeException {
        Unreachable(URI url, Exception cause) {
            super("No hub answers at " + url + " (" + cause.getClass().getSimpleName()
                    + "); start it, or name another with --url");
        }
    }

    /** The hub said no. */
    static final class Refused extends RuntimeException {

        private final int status;
        private final transient JsonNode answer;

        Refused(int status, JsonNode answer) {
            super("The hub refuses: " + answer.path("message").asText("status " + status));
            this.status = status;
            this.answer = answer;
        }

        /** Whether the text of a flow is wrong. */
        boolean faulty() {
            return status == 422;
        }

        /** What is wrong with it. */
        JsonNode faults() {
            return answer.path("data");
        }
    }
}
