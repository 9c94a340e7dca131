package dev.serai.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.provider.ChatAnswer;
import dev.serai.provider.ChatEvent;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.ProviderException;
import dev.serai.provider.ToolCall;
import dev.serai.provider.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Puts one answer together from its pieces; an answer in one piece is a stream of one. */
final class GeminiStream {

    private static final Set<String> FILTERED = Set.of(
            "SAFETY",
            "RECITATION",
            "LANGUAGE",
            "BLOCKLIST",
            "PROHIBITED_CONTENT",
            "SPII",
            "IMAGE_SAFETY",
            "IMAGE_PROHIBITED_CONTENT",
            "IMAGE_RECITATION");
    private static final Set<String> FAILED = Set.of(
            "MALFORMED_FUNCTION_CALL",
            "UNEXPECTED_TOOL_CALL",
            "TOO_MANY_TOOL_CALLS",
            "MISSING_THOUGHT_SIGNATURE",
            "MALFORMED_RESPONSE");

    private final ChatTarget target;
    private final Consumer<ChatEvent> listener;
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
    private Usage usage = Usage.none();
    private String finishReason = "";
    private String model;
    private boolean blocked;

    GeminiStream(ChatTarget target, Consumer<ChatEvent> listener) {
        this.target = target;
        this.listener = listener;
        this.model = target.model();
    }

    void take(JsonNode chunk) {
        model = chunk.path("modelVersion").asText(model);
        if (chunk.path("usageMetadata").isObject()) {
            usage = usage(chunk.path("usageMetadata"));
        }
        blocked |= chunk.path("promptFeedback").hasNonNull("blockReason");
        var candidate = chunk.path("candidates").path(0);
        candidate.path("content").path("parts").forEach(this::hear);
        finishReason = candidate.path("finishReason").asText(finishReason);
    }

    /**
     * The whole answer; a blocked question has an empty one.
     *
     * @throws ProviderException.Broken if the model has not finished
     * @throws ProviderException.Business if the model could not call a function as it wanted
     */
    ChatAnswer answer() {
        if (finishReason.isEmpty() && !blocked) {
            throw new ProviderException.Broken("the answer ended before the model had finished", null);
        }
        if (FAILED.contains(finishReason)) {
            throw new ProviderException.Business(finishReason, "the model could not call a function as it wanted");
        }
        return new ChatAnswer(
                content.toString(),
                reasoning.toString(),
                calls,
                usage,
                reason(),
                target.account().provider(),
                model);
    }

    private String reason() {
        if (blocked || FILTERED.contains(finishReason)) {
            return "content_filter";
        }
        if (finishReason.equals("MAX_TOKENS")) {
            return "length";
        }
        return calls.isEmpty() ? "stop" : "tool_calls";
    }

    private void hear(JsonNode part) {
        var text = part.path("text").asText("");
        if (part.path("functionCall").isObject()) {
            call(part.path("functionCall"));
        } else if (part.path("thought").asBoolean(false)) {
            think(text);
        } else if (!text.isEmpty()) {
            content.append(text);
            listener.accept(new ChatEvent.Message(text));
        }
    }

    private void think(String text) {
        if (!text.isEmpty()) {
            reasoning.append(text);
            listener.accept(new ChatEvent.Reasoning(text));
        }
    }

    /** Not every model gives its calls an id, and a result has to name one. */
    private void call(JsonNode function) {
        var given = function.path("id").asText("");
        var id = given.isEmpty() ? "call_" + UUID.randomUUID().toString().replace("-", "") : given;
        var arguments = function.path("args").isObject() ? function.path("args").toString() : "{}";
        var call = new ToolCall(id, function.path("name").asText(""), arguments);
        listener.accept(new ChatEvent.ToolCallPiece(calls.size(), id, call.name(), arguments));
        calls.add(call);
    }

    /** Gemini counts thoughts apart from the answer, and what its own tools read apart from the question. */
    private static Usage usage(JsonNode counts) {
        var input = count(counts, "promptTokenCount") + count(counts, "toolUsePromptTokenCount");
        var output = count(counts, "candidatesTokenCount") + count(counts, "thoughtsTokenCount");
        var total = counts.path("totalTokenCount").asLong(input + output);
        return Usage.of(input, output, Math.max(0, total)).cached(count(counts, "cachedContentTokenCount"));
    }

    private static long count(JsonNode counts, String name) {
        return Math.max(0, counts.path(name).asLong(0));
    }
}
