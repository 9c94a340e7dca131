package dev.serai.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.provider.ChatAnswer;
import dev.serai.provider.ChatEvent;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Usage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Puts an answer together, from its chunks or from the whole of it, and tells a listener the pieces. */
final class OpenAiAnswer {

    private final ChatTarget target;
    private final Consumer<ChatEvent> listener;
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final ToolCallPieces toolCalls = new ToolCallPieces();
    private Usage usage = Usage.none();
    private String finishReason = "";
    private boolean isRefused;
    private String model;

    OpenAiAnswer(ChatTarget target, Consumer<ChatEvent> listener) {
        this.target = target;
        this.listener = listener;
        this.model = target.model();
    }

    /** Takes the next chunk, which is a usual one. */
    void take(PlainChunk chunk) {
        called(chunk.model());
        say(chunk.content());
    }

    /** Takes the next chunk, or the whole answer. */
    void take(JsonNode body) {
        called(text(body.path("model")));
        var choice = body.path("choices").path(0);
        spent(body.path("usage"));
        spent(choice.path("usage"));
        var said = choice.path(choice.has("delta") ? "delta" : "message");
        var thought = text(said.path("reasoning_content"));
        think(thought.isEmpty() ? text(said.path("reasoning")) : thought);
        say(text(said.path("content")));
        var refusal = text(said.path("refusal"));
        isRefused |= !refusal.isEmpty();
        say(refusal);
        said.path("tool_calls").forEach(piece -> listener.accept(toolCalls.take(piece)));
        var reason = text(choice.path("finish_reason"));
        finishReason = reason.isEmpty() ? finishReason : reason;
    }

    /** The stream has told its end. */
    ChatAnswer done() {
        return new ChatAnswer(
                content.toString(),
                reasoning.toString(),
                toolCalls.whole(),
                usage,
                finished(),
                target.account().provider(),
                model);
    }

    /** The stream is over without its last mark: fine if the model said that it had finished. */
    ChatAnswer ended() {
        if (finishReason.isEmpty()) {
            throw new ProviderException.Broken("the stream ended before the model had finished", null);
        }
        return done();
    }

    private void called(String name) {
        model = name.isEmpty() ? model : name;
    }

    private void think(String piece) {
        if (!piece.isEmpty()) {
            reasoning.append(piece);
            listener.accept(new ChatEvent.Reasoning(piece));
        }
    }

    private void say(String piece) {
        if (!piece.isEmpty()) {
            content.append(piece);
            listener.accept(new ChatEvent.Message(piece));
        }
    }

    /** What counts is told last. DeepSeek has a field of its own for what it had in its cache, Moonshot another. */
    private void spent(JsonNode told) {
        if (!told.isObject()) {
            return;
        }
        var input = count(told.path("prompt_tokens"));
        var output = count(told.path("completion_tokens"));
        var total = told.path("total_tokens").isNumber() ? count(told.path("total_tokens")) : input + output;
        var cached = Stream.of(
                        told.path("prompt_tokens_details").path("cached_tokens"),
                        told.path("prompt_cache_hit_tokens"),
                        told.path("cached_tokens"))
                .mapToLong(OpenAiAnswer::count)
                .max()
                .orElse(0);
        usage = Usage.of(input, output, total).cached(Math.min(cached, input));
    }

    /** The reason in OpenAI's own words; a call of a tool counts as one, whatever the server calls the end. */
    private String finished() {
        var reason = isRefused ? "content_filter" : finishReason;
        return switch (reason) {
            case "content_filter", "sensitive" -> "content_filter";
            case "length", "max_tokens", "model_length" -> "length";
            case "tool_calls", "function_call" -> "tool_calls";
            // DeepSeek has run out of machines in the middle of the answer
            case "insufficient_system_resource" ->
                throw new ProviderException.Broken("the model's server gave up half-way (" + reason + ")", null);
            default -> toolCalls.isEmpty() ? "stop" : "tool_calls";
        };
    }

    private static long count(JsonNode node) {
        return Math.max(0, node.asLong(0));
    }

    /** A text, or the texts of a list of parts. */
    private static String text(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isEmpty()) {
            return "";
        }
        return StreamSupport.stream(node.spliterator(), false)
                .map(part -> part.path("text").asText(""))
                .collect(Collectors.joining());
    }
}
