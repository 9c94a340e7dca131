package dev.serai.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.provider.ChatAnswer;
import dev.serai.provider.ChatEvent;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Usage;
import java.util.function.Consumer;

/** Puts the chunks of one streamed answer together. */
final class OpenAiStream {

    private final ChatTarget target;
    private final Consumer<ChatEvent> listener;
    private final StringBuilder content = new StringBuilder();
    private Usage usage = Usage.none();
    private String finishReason = "";
    private String model;

    OpenAiStream(ChatTarget target, Consumer<ChatEvent> listener) {
        this.target = target;
        this.listener = listener;
        this.model = target.model();
    }

    void take(JsonNode chunk) {
        model = chunk.path("model").asText(model);
        if (chunk.path("usage").isObject()) {
            usage = OpenAiAnswer.usage(chunk);
        }
        var choice = chunk.path("choices").path(0);
        var piece = choice.path("delta").path("content");
        if (piece.isTextual() && !piece.textValue().isEmpty()) {
            content.append(piece.textValue());
            listener.accept(new ChatEvent.Message(piece.textValue()));
        }
        if (choice.path("finish_reason").isTextual()) {
            finishReason = choice.path("finish_reason").textValue();
        }
    }

    ChatAnswer done() {
        var reason = finishReason.isEmpty() ? "stop" : finishReason;
        return new ChatAnswer(
                content.toString(), usage, reason, target.account().provider(), model);
    }

    /** The stream is over without its last mark: fine if the model said that it had finished. */
    ChatAnswer ended() {
        if (finishReason.isEmpty()) {
            throw new ProviderException.Broken("the stream ended before the model had finished", null);
        }
        return done();
    }
}
