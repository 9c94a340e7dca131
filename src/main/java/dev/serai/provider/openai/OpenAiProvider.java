package dev.serai.provider.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks {@code /chat/completions} of OpenAI, Azure, and every server that speaks like them. */
class OpenAiProvider implements ChatProvider {

    private static final int OK = 200;
    private static final long LONGEST_STREAM = 32L * 1024 * 1024;

    private final Dialect dialect;
    private final ObjectMapper json;
    private final ObjectReader reader;

    /** Worked out once for each target, as long as there is such a one. */
    private final LoadingCache<ChatTarget, OpenAiAccess> accesses;

    OpenAiProvider(Dialect dialect, ObjectMapper json) {
        this.dialect = dialect;
        this.json = json;
        this.reader = json.readerFor(JsonNode.class);
        this.accesses = Caffeine.newBuilder().weakKeys().build(target -> OpenAiAccess.of(dialect, target));
    }

    @Override
    public String protocol() {
        return dialect.protocol();
    }

    @Override
    public List<String> validateConfig(ChatTarget target) {
        OpenAiOptions options;
        try {
            options = OpenAiOptions.of(dialect, target.account());
        } catch (IllegalArgumentException e) {
            return List.of("An option of the model '" + target.name() + "' is wrong. " + e.getMessage());
        }
        if (options.azure()) {
            return azureProblems(target, options);
        }
        var hasKey = OpenAiAccess.of(dialect, target).key().present();
        if (hasKey || !dialect.keyNeeded() || target.account().baseUrl() != null) {
            return List.of();
        }
        return List.of("There is no key for %s. Set %s, or an api-key for the model '%s'."
                .formatted(dialect.protocol(), dialect.keyAt(), target.name()));
    }

    private static List<String> azureProblems(ChatTarget target, OpenAiOptions options) {
        var problems = new ArrayList<String>();
        var lacks = "The model '" + target.name() + "' is Azure's (by_azure) and has no ";
        if (target.account().baseUrl() == null) {
            problems.add(lacks + "base-url; set https://<resource>.openai.azure.com");
        }
        if (!target.account().apiKey().present()) {
            problems.add(lacks + "api-key; set the API key of the resource");
        }
        if (options.apiVersion().isEmpty()) {
            problems.add(lacks + "api_version; set one, such as 2024-10-21");
        }
        return problems;
    }

    @Override
    public ChatAnswer whole(ChatTarget target, ChatRequest request, Wire wire) {
        var access = accesses.get(target);
        try (var reply = post(access, OpenAiRequest.of(access.options(), target, request, false), wire)) {
            return readWhole(access, reply, new OpenAiAnswer(target, event -> {}));
        }
    }

    @Override
    public ChatAnswer stream(ChatTarget target, ChatRequest request, Wire wire, Consumer<ChatEvent> listener) {
        var access = accesses.get(target);
        try (var reply = post(access, OpenAiRequest.of(access.options(), target, request, true), wire)) {
            var answer = new OpenAiAnswer(target, listener);
            // some servers cannot stream everything they can answer, and say it whole
            var isWhole = reply.header("Content-Type").orElse("").startsWith("application/json");
            return isWhole
                    ? readWhole(access, reply, answer)
                    : readStream(access, reply, answer, () -> listener.accept(new ChatEvent.Ping()));
        }
    }

    private ChatAnswer readWhole(OpenAiAccess access, Reply reply, OpenAiAnswer answer) {
        var body = parsed(access, new String(reply.whole(), StandardCharsets.UTF_8));
        if (!body.path("choices").path(0).path("message").isObject()) {
            throw new ProviderException.Broken("the answer has no choices[0].message", null);
        }
        answer.take(body);
        return answer.done();
    }

    private ChatAnswer readStream(OpenAiAccess access, Reply reply, OpenAiAnswer answer, Runnable ping) {
        var events = new SseReader(reply.body(), ping);
        var length = 0L;
        try {
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                var data = event.get().data();
                if ("[DONE]".equals(data.strip())) {
                    reply.finished();
                    return answer.done();
                }
                length += data.length();
                if (length > LONGEST_STREAM) {
                    throw new ProviderException.Broken("longer than " + LONGEST_STREAM + " characters", null);
                }
                take(access, data, answer);
            }
        } catch (IOException e) {
            throw reply.broke(e);
        }
        return answer.ended();
    }

    private void take(OpenAiAccess access, String data, OpenAiAnswer answer) {
        var plain = plain(data);
        if (plain.isPresent()) {
            answer.take(plain.get());
        } else {
            answer.take(parsed(access, data));
        }
    }

    private Optional<PlainChunk> plain(String data) {
        try (var parser = reader.createParser(data)) {
            return PlainChunk.in(parser);
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** The beginning of an answer that is one; everything else is thrown. */
    private Reply post(OpenAiAccess access, JsonNode body, Wire wire) {
        var reply = wire.post(access.address(), access.headers(), bytes(body));
        if (reply.status() == OK) {
            return reply;
        }
        try (reply) {
            throw Refusal.of(reply, access.key().hiddenIn(OpenAiErrors.words(readOrMissing(reply.whole()))));
        }
    }

    private byte[] bytes(JsonNode body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("messages: cannot be written as JSON", e);
        }
    }

    private JsonNode readOrMissing(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    private JsonNode parsed(OpenAiAccess access, String text) {
        JsonNode body;
        try {
            body = reader.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ProviderException.Broken("the model's server answered something that is not JSON", null);
        }
        OpenAiErrors.in(body, access.key()).ifPresent(error -> {
            throw error;
        });
        return body;
    }
}
