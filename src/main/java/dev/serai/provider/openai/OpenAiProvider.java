package dev.serai.provider.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Asks OpenAI's {@code /chat/completions}, and every server that speaks like it. */
@Component
class OpenAiProvider implements ChatProvider {

    private static final int OK = 200;
    private static final String SERVER = "from the model's server";

    private final OpenAiProperties settings;
    private final ObjectMapper json;

    OpenAiProvider(OpenAiProperties settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
    }

    @Override
    public String protocol() {
        return "openai";
    }

    @Override
    public List<String> validateConfig(ChatTarget target) {
        if (target.account().baseUrl() != null || settings.apiKey().present()) {
            return List.of();
        }
        if (target.account().apiKey().present()) {
            return List.of();
        }
        return List.of("There is no OpenAI key. Set the environment variable OPENAI_API_KEY, or"
                + " serai.provider.models." + target.name() + ".api-key.");
    }

    @Override
    public ChatAnswer whole(ChatTarget target, ChatRequest request, Wire wire) {
        try (var reply = post(target, OpenAiRequest.of(target, request, false), wire)) {
            accept(target, reply);
            return OpenAiAnswer.of(target, parsed(target, new String(reply.whole(), StandardCharsets.UTF_8)));
        }
    }

    @Override
    public ChatAnswer stream(ChatTarget target, ChatRequest request, Wire wire, Consumer<ChatEvent> listener) {
        try (var reply = post(target, OpenAiRequest.of(target, request, true), wire)) {
            accept(target, reply);
            return read(target, reply, new OpenAiStream(target, listener));
        }
    }

    private ChatAnswer read(ChatTarget target, Reply reply, OpenAiStream stream) {
        var events = new SseReader(reply.body());
        try {
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                var data = event.get().data();
                if ("[DONE]".equals(data.strip())) {
                    reply.finished();
                    return stream.done();
                }
                stream.take(parsed(target, data));
            }
        } catch (IOException e) {
            throw reply.broke(e);
        }
        return stream.ended();
    }

    private Reply post(ChatTarget target, JsonNode body, Wire wire) {
        var own = target.account().baseUrl();
        var base = own == null ? settings.baseUrl() : own;
        var headers = new HashMap<>(Map.of("Content-Type", "application/json; charset=UTF-8"));
        var key = key(target);
        if (key.present()) {
            headers.put("Authorization", "Bearer " + key.reveal());
        }
        try {
            var address = URI.create(base.toString().replaceAll("/+$", "") + "/chat/completions");
            return wire.post(address, headers, json.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("messages: cannot be written as JSON", e);
        }
    }

    /** Our own key never goes to an endpoint that is not ours. */
    private Secret key(ChatTarget target) {
        var account = target.account();
        var shared = account.baseUrl() == null && !account.apiKey().present();
        return shared ? settings.apiKey() : account.apiKey();
    }

    private void accept(ChatTarget target, Reply reply) {
        if (reply.status() != OK) {
            throw Refusal.of(reply, key(target).hiddenIn(message(reply.whole())));
        }
    }

    private String message(byte[] body) {
        try {
            var error = json.readTree(body).path("error");
            return error.path("message").asText(error.asText(SERVER));
        } catch (IOException e) {
            return SERVER;
        }
    }

    private JsonNode parsed(ChatTarget target, String text) {
        try {
            var body = json.readTree(text);
            refuse(target, body.path("error"));
            return body;
        } catch (JsonProcessingException e) {
            throw new ProviderException.Broken("the model's server answered something that is not JSON", null);
        }
    }

    /** Some servers say no with status 200, or half-way in a stream. */
    private void refuse(ChatTarget target, JsonNode error) {
        if (error.isMissingNode() || error.isNull()) {
            return;
        }
        var code = error.path("code").asText("");
        var name = code.isEmpty() ? error.path("type").asText("error") : code;
        throw new ProviderException.Business(
                name, key(target).hiddenIn(error.path("message").asText("")));
    }
}
