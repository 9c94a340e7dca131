package dev.serai.provider.claude;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.Access;
import dev.serai.provider.ChatAnswer;
import dev.serai.provider.ChatEvent;
import dev.serai.provider.ChatProvider;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Refusal;
import dev.serai.provider.Reply;
import dev.serai.provider.SseReader;
import dev.serai.provider.Wire;
import dev.serai.vault.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Asks Anthropic's {@code /v1/messages}, and every server that speaks like it. */
@Component
class ClaudeProvider implements ChatProvider {

    private static final int OK = 200;
    private static final String SERVER = "from Claude's server";

    private final ClaudeProperties settings;
    private final ObjectMapper json;
    private final ClaudeRequest writer;

    ClaudeProvider(ClaudeProperties settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
        this.writer = new ClaudeRequest(json);
    }

    @Override
    public String protocol() {
        return "claude";
    }

    @Override
    public List<String> validateConfig(ChatTarget target) {
        var problems = new ArrayList<String>();
        if (target.account().baseUrl() == null && !access(target).key().present()) {
            problems.add("There is no Anthropic key. Set the environment variable ANTHROPIC_API_KEY, or the api-key of"
                    + " model '" + target.name() + "'.");
        }
        try {
            ClaudeOptions.of(target);
        } catch (IllegalArgumentException e) {
            problems.add("Model '" + target.name() + "', option " + e.getMessage() + ".");
        }
        return problems;
    }

    @Override
    public ChatAnswer whole(ChatTarget target, ChatRequest request, Wire wire) {
        try (var reply = post(target, writer.of(target, request, false), wire)) {
            accept(target, reply);
            return ClaudeAnswer.of(target, parsed(target, new String(reply.whole(), StandardCharsets.UTF_8)));
        }
    }

    @Override
    public ChatAnswer stream(ChatTarget target, ChatRequest request, Wire wire, Consumer<ChatEvent> listener) {
        try (var reply = post(target, writer.of(target, request, true), wire)) {
            accept(target, reply);
            return read(target, reply, new ClaudeStream(target, listener));
        }
    }

    private ChatAnswer read(ChatTarget target, Reply reply, ClaudeStream stream) {
        var events = new SseReader(reply.body());
        try {
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                stream.take(parsed(target, event.get().data()));
                if (stream.stopped()) {
                    reply.finished();
                    return stream.answer();
                }
            }
        } catch (IOException e) {
            throw reply.broke(e);
        }
        return stream.answer();
    }

    private Reply post(ChatTarget target, JsonNode body, Wire wire) {
        var access = access(target);
        var options = ClaudeOptions.of(target);
        var headers = new HashMap<>(
                Map.of("Content-Type", "application/json; charset=UTF-8", "anthropic-version", options.version()));
        if (!options.beta().isEmpty()) {
            headers.put("anthropic-beta", options.beta());
        }
        if (access.key().present()) {
            headers.put("x-api-key", access.key().reveal());
        }
        try {
            return wire.post(access.at("v1", "messages"), headers, json.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("messages: cannot be written as JSON", e);
        }
    }

    private Access access(ChatTarget target) {
        return Access.of(target, settings.access());
    }

    private Secret key(ChatTarget target) {
        return access(target).key();
    }

    private void accept(ChatTarget target, Reply reply) {
        if (reply.status() != OK) {
            throw Refusal.of(reply, key(target).hiddenIn(message(reply.whole())));
        }
    }

    private String message(byte[] body) {
        try {
            return json.readTree(body).path("error").path("message").asText(SERVER);
        } catch (IOException e) {
            return SERVER;
        }
    }

    /** An error can come with status 200, or half-way in a stream. */
    private JsonNode parsed(ChatTarget target, String text) {
        try {
            var body = json.readTree(text);
            var error = body.path("error");
            if (error.isObject()) {
                throw ClaudeErrors.of(
                        error.path("type").asText("error"),
                        key(target).hiddenIn(error.path("message").asText("")));
            }
            return body;
        } catch (JsonProcessingException e) {
            throw new ProviderException.Broken("Claude's server answered something that is not JSON", null);
        }
    }
}
