package dev.serai.provider.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.serai.provider.Access;
import dev.serai.provider.ChatAnswer;
import dev.serai.provider.ChatEvent;
import dev.serai.provider.ChatProvider;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Reply;
import dev.serai.provider.SseReader;
import dev.serai.provider.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Asks Google's Gemini API; the key goes into a header and never into the address. */
@Component
class GeminiProvider implements ChatProvider {

    private static final int OK = 200;
    private static final String SERVER = "from Gemini's server";
    private static final String MODEL = "[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?";

    private final GeminiProperties settings;
    private final ObjectMapper json;
    private final GeminiRequest writer;

    GeminiProvider(GeminiProperties settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
        this.writer = new GeminiRequest(json);
    }

    @Override
    public String protocol() {
        return "gemini";
    }

    @Override
    public List<String> validateConfig(ChatTarget target) {
        var problems = new ArrayList<String>();
        if (target.account().baseUrl() == null && !access(target).key().present()) {
            problems.add(
                    "There is no Gemini key. Set the environment variable GEMINI_API_KEY, or the api-key of model '"
                            + target.name() + "'.");
        }
        try {
            GeminiOptions.of(target);
            path(target);
        } catch (IllegalArgumentException e) {
            problems.add("Model '" + target.name() + "', option " + e.getMessage() + ".");
        }
        return problems;
    }

    @Override
    public ChatAnswer whole(ChatTarget target, ChatRequest request, Wire wire) {
        try (var reply = post(target, request, ":generateContent", wire)) {
            accept(target, reply);
            var answer = new GeminiStream(target, event -> {});
            answer.take(parsed(target, new String(reply.whole(), StandardCharsets.UTF_8)));
            return answer.answer();
        }
    }

    @Override
    public ChatAnswer stream(ChatTarget target, ChatRequest request, Wire wire, Consumer<ChatEvent> listener) {
        try (var reply = post(target, request, ":streamGenerateContent?alt=sse", wire)) {
            accept(target, reply);
            return read(target, reply, new GeminiStream(target, listener));
        }
    }

    private ChatAnswer read(ChatTarget target, Reply reply, GeminiStream stream) {
        var events = new SseReader(reply.body());
        try {
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                stream.take(parsed(target, event.get().data()));
            }
        } catch (IOException e) {
            throw reply.broke(e);
        }
        return stream.answer();
    }

    private Reply post(ChatTarget target, ChatRequest request, String verb, Wire wire) {
        var access = access(target);
        var headers = new HashMap<>(Map.of("Content-Type", "application/json; charset=UTF-8"));
        if (access.key().present()) {
            headers.put("x-goog-api-key", access.key().reveal());
        }
        var address = access.at(GeminiOptions.of(target).apiVersion(), path(target) + verb);
        try {
            return wire.post(address, headers, json.writeValueAsBytes(writer.of(target, request)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("messages: cannot be written as JSON", e);
        }
    }

    /** {@code models/gemini-2.5-flash}; a name with a slash is such a path already. */
    private static String path(ChatTarget target) {
        var model = target.model();
        if (!model.matches(MODEL)) {
            throw new IllegalArgumentException(
                    "model: '" + model + "' is no name such as gemini-2.5-flash or tunedModels/mine; correct it");
        }
        return model.contains("/") ? model : "models/" + model;
    }

    private Access access(ChatTarget target) {
        return Access.of(target, settings.access());
    }

    private void accept(ChatTarget target, Reply reply) {
        if (reply.status() != OK) {
            var error = error(reply.whole());
            throw GeminiErrors.refused(reply, error, message(target, error));
        }
    }

    /** A refused stream can come as a list of one. */
    private JsonNode error(byte[] body) {
        try {
            var refusal = json.readTree(body);
            return (refusal.isArray() ? refusal.path(0) : refusal).path("error");
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private String message(ChatTarget target, JsonNode error) {
        return access(target).key().hiddenIn(error.path("message").asText(SERVER));
    }

    private JsonNode parsed(ChatTarget target, String text) {
        try {
            var body = json.readTree(text);
            if (body.path("error").isObject()) {
                throw GeminiErrors.inAnswer(body.path("error"), message(target, body.path("error")));
            }
            return body;
        } catch (JsonProcessingException e) {
            throw new ProviderException.Broken("Gemini's server answered something that is not JSON", null);
        }
    }
}
