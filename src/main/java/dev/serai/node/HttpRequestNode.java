package dev.serai.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.engine.Effect;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Plain;
import dev.serai.engine.Step;
import dev.serai.flow.NodeType;
import dev.serai.flow.Template;
import dev.serai.vault.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code http_request}: calls an address that the hub's operator allows. A call that may change something is made once;
 * one that only reads may be made again after a failure or a crash.
 */
@Component
class HttpRequestNode implements NodeKind<HttpRequestNode.Settings> {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

    /** What may be asked for. */
    enum Method {
        GET,
        HEAD,
        POST,
        PUT,
        PATCH,
        DELETE;

        boolean safe() {
            return this == GET || this == HEAD;
        }
    }

    /**
     * Who is asked for what.
     *
     * @param method GET, HEAD, POST, PUT, PATCH or DELETE
     * @param url address with a fixed host, which must be one of {@code serai.node.http.allow}; {@code {{variables}}}
     *     in path and query are escaped
     * @param headers by name; texts may hold {@code {{variables}}}
     * @param body an object or list is sent as JSON, {@code {{variables}}} in its texts being values only; a text is
     *     sent as it is
     * @param auth name of one of {@code serai.node.secrets}, sent as {@code Authorization}: as it is if it holds a
     *     space, else as a bearer token
     * @param timeout for the whole call, five minutes at most
     * @param expectStatus the statuses that count as success; any from 200 to 299 if left out
     */
    record Settings(
            @Nullable Method method,
            @Nullable Template url,
            @Nullable Map<String, Template> headers,
            @Nullable Value body,
            @Nullable String auth,
            @Nullable Duration timeout,
            @Nullable List<Integer> expectStatus) {

        Settings {
            method = Objects.requireNonNullElse(method, Method.GET);
            headers = Map.copyOf(Objects.requireNonNullElse(headers, Map.of()));
            timeout = Objects.requireNonNullElse(timeout, Duration.ofSeconds(10));
            expectStatus = List.copyOf(Objects.requireNonNullElse(expectStatus, List.of()));
            if (url == null) {
                throw new IllegalArgumentException("url: it is missing; write https://host/path");
            }
            var unused = HttpAddress.of(url);
            HttpHeaders.check(headers);
            if (body != null && method.safe()) {
                throw new IllegalArgumentException("body: a " + method + " has none; use POST or leave it out");
            }
            if (body != null && body.variable() && HttpHeaders.structured(headers)) {
                throw new IllegalArgumentException(
                        "body: a value could change the text around it; write the body as an object");
            }
            if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("timeout: it is not between 1ms and 5m; write for example 10s");
            }
            if (expectStatus.stream().anyMatch(status -> status < 100 || status > 599)) {
                throw new IllegalArgumentException("expectStatus: a status is from 100 to 599; write for example 200");
            }
        }

        private boolean expects(int status) {
            var expected = Objects.requireNonNull(expectStatus);
            return expected.isEmpty() ? status >= 200 && status < 300 : expected.contains(status);
        }
    }

    private final HttpCaller caller;
    private final AllowedHosts hosts;
    private final Map<String, Secret> secrets;

    HttpRequestNode(HttpCaller caller, NodeProperties properties) {
        this.caller = caller;
        this.hosts = new AllowedHosts(properties.http().allow());
        this.secrets = properties.secrets();
    }

    @Override
    public NodeType type() {
        return new NodeType(
                "http_request", Set.of(), Settings.class, Set.of("status", "headers", "body"), NodeType.Role.STEP);
    }

    @Override
    public Effect effect() {
        return Effect.ONCE;
    }

    @Override
    public Duration timeLimit() {
        return LONGEST.plusMinutes(1); // the setting is the one that counts
    }

    @Override
    public Optional<Outcome> lookUp(Settings settings, Step step) {
        return method(settings).safe() ? Optional.of(run(settings, step)) : Optional.empty();
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var address = HttpAddress.of(Objects.requireNonNull(settings.url()));
        if (!hosts.allow(address)) {
            throw new NodeFailed(
                    "url: " + address.host() + ":" + address.port()
                            + " may not be called; its operator must add it to serai.node.http.allow",
                    false,
                    null);
        }
        var method = method(settings);
        var headers = HttpHeaders.filled(Objects.requireNonNull(settings.headers()), step.scope());
        authorize(settings, headers);
        var call = new HttpCaller.Call(
                method.name(),
                address.in(step.scope()),
                address.host(),
                headers,
                body(settings, headers, step),
                method.safe());
        var answer = caller.call(call, Objects.requireNonNull(settings.timeout()));
        if (!settings.expects(answer.status())) {
            throw new NodeFailed(
                    address.host() + " answered with status " + answer.status(),
                    method.safe() && (answer.status() >= 500 || answer.status() == 429),
                    null);
        }
        return Outcome.of(Map.of("status", answer.status(), "headers", answer.headers(), "body", read(answer)))
                .from(Map.of("method", method.name(), "host", address.origin()));
    }

    private static Method method(Settings settings) {
        return Objects.requireNonNull(settings.method());
    }

    private void authorize(Settings settings, Map<String, String> headers) {
        if (settings.auth() == null) {
            return;
        }
        var secret = secrets.get(settings.auth());
        if (secret == null) {
            throw new NodeFailed(
                    "auth: there is no secret '" + settings.auth() + "'; set serai.node.secrets." + settings.auth(),
                    false,
                    null);
        }
        headers.put("Authorization", secret.reveal().contains(" ") ? secret.reveal() : "Bearer " + secret.reveal());
    }

    private static @Nullable ByteBuffer body(Settings settings, Map<String, String> headers, Step step) {
        if (settings.body() == null) {
            return null;
        }
        var body = settings.body().in(step.scope());
        var text = settings.body().template() != null;
        headers.putIfAbsent("Content-Type", text ? "text/plain; charset=UTF-8" : "application/json; charset=UTF-8");
        try {
            var written = text ? String.valueOf(body) : JSON.writeValueAsString(body);
            return ByteBuffer.wrap(written.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new NodeFailed("body: it cannot be written as JSON", false, e);
        }
    }

    private static Object read(HttpCaller.Answer answer) {
        var type = answer.headers().getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        if (type.contains("json")) {
            try {
                var json = Plain.of(JSON.readValue(answer.body().array(), Object.class));
                return json == null ? "" : json;
            } catch (IOException e) {
                return text(answer.body().array(), type);
            }
        }
        return text(answer.body().array(), type);
    }

    private static String text(byte[] body, String type) {
        var charset = CHARSET.matcher(type);
        var known = charset.find() && Charset.isSupported(charset.group(1));
        var read = new String(body, known ? Charset.forName(charset.group(1)) : StandardCharsets.UTF_8);
        return read.replace('\0', ' ');
    }
}
