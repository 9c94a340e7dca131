package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request and the answer to it, in the words the services of the sandbox use. */
final class Exchange {

    private static final int LONGEST_BODY = 20 * 1024 * 1024;

    private final HttpExchange http;
    private final Map<String, String> query;

    Exchange(HttpExchange http) {
        this.http = http;
        this.query = query(http.getRequestURI().getRawQuery());
    }

    String method() {
        return http.getRequestMethod();
    }

    String path() {
        return http.getRequestURI().getPath();
    }

    /** One part of the path, counted from 0 after the first slash. */
    String part(int index) {
        var parts = path().split("/", -1);
        return index + 1 < parts.length ? parts[index + 1] : "";
    }

    boolean has(String name) {
        return !query(name, "").isEmpty();
    }

    String query(String name, String fallback) {
        return query.getOrDefault(name, fallback);
    }

    /** A whole number of the query between two bounds, or the fallback. */
    long number(String name, long fallback, long least, long most) {
        var text = query.get(name);
        if (text == null || text.isBlank()) {
            return fallback;
        }
        try {
            return Math.max(least, Math.min(most, Long.parseLong(text.strip())));
        } catch (NumberFormatException e) {
            throw new BadRequest(
                    "%s: '%s' is not a whole number; give one between %d and %d".formatted(name, text, least, most));
        }
    }

    String header(String name) {
        var value = http.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    String bearer() {
        var value = header("Authorization");
        return value.regionMatches(true, 0, "Bearer ", 0, 7)
                ? value.substring(7).strip()
                : "";
    }

    String caller() {
        return http.getRemoteAddress().getAddress().getHostAddress();
    }

    byte[] body() throws IOException {
        var body = http.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw new BadRequest("body: longer than 20 MB; send a smaller one");
        }
        return body;
    }

    /** The body as JSON, a missing node if it is none. */
    JsonNode json() throws IOException {
        return Json.readOrMissing(body());
    }

    void set(String header, String value) {
        http.getResponseHeaders().set(header, value);
    }

    void reply(int status, JsonNode body) throws IOException {
        reply(status, "application/json; charset=utf-8", Json.bytes(body));
    }

    void reply(int status, String contentType, byte[] body) throws IOException {
        set("Content-Type", contentType);
        http.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            http.getResponseBody().write(body);
        }
        http.close();
    }

    /** Promises a whole body and sends half of it. */
    void replyHalf(int status, byte[] body) throws IOException {
        set("Content-Type", "application/json; charset=utf-8");
        http.sendResponseHeaders(status, body.length);
        http.getResponseBody().write(body, 0, body.length / 2);
        http.getResponseBody().flush();
    }

    /**
     * Begins an event stream; it is complete when the returned stream is closed, and torn if an exception is thrown.
     */
    OutputStream stream() throws IOException {
        set("Content-Type", "text/event-stream; charset=utf-8");
        set("Cache-Control", "no-cache");
        http.sendResponseHeaders(200, 0);
        return http.getResponseBody();
    }

    private static Map<String, String> query(@Nullable String raw) {
        var values = new HashMap<String, String>();
        if (raw == null) {
            return values;
        }
        for (var pair : raw.split("&", -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
