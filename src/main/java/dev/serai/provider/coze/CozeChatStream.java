package dev.serai.provider.coze;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.provider.ChatAnswer;
import dev.serai.provider.ChatEvent;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.ProviderException;
import dev.serai.provider.ToolCall;
import dev.serai.provider.Usage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Puts the events of one chat together. A bot with workflows may give several answers: they are one text. What it says
 * beside them (verbose, follow_up, function_call) is no answer.
 */
final class CozeChatStream {

    private final ChatTarget target;
    private final Consumer<ChatEvent> listener;
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final Set<String> heard = new HashSet<>();
    private final List<ToolCall> calls = new ArrayList<>();
    private Usage usage = Usage.none();
    private boolean completed;

    CozeChatStream(ChatTarget target, Consumer<ChatEvent> listener) {
        this.target = target;
        this.listener = listener;
    }

    /** Takes one event; gives the answer if this was the last. */
    Optional<ChatAnswer> take(String event, String data, Function<String, JsonNode> parser) {
        switch (event.toLowerCase(Locale.ROOT)) {
            case "conversation.message.delta" -> piece(parser.apply(data));
            case "conversation.message.completed" -> whole(parser.apply(data));
            case "conversation.chat.completed" -> completed(parser.apply(data));
            case "conversation.chat.requires_action" -> action(parser.apply(data));
            case "conversation.chat.failed", "conversation.chat.canceled" -> throw failed(parser.apply(data));
            case "error" -> throw error(data, parser);
            case "done" -> {
                return Optional.of(ended());
            }
            case "ping" -> listener.accept(new ChatEvent.Ping());
            default -> {
                // created, in_progress, and what Coze may tell in future
            }
        }
        return Optional.empty();
    }

    /** The stream is over: fine if the chat was. */
    ChatAnswer ended() {
        if (!completed) {
            throw new ProviderException.Broken("Coze closed the stream before the bot had finished", null);
        }
        return new ChatAnswer(
                content.toString(),
                reasoning.toString(),
                calls,
                usage,
                calls.isEmpty() ? "stop" : "tool_calls",
                target.account().provider(),
                target.model());
    }

    private static boolean isAnswer(JsonNode message) {
        return "answer".equals(message.path("type").asText("answer"));
    }

    private void piece(JsonNode message) {
        if (!isAnswer(message)) {
            return;
        }
        heard.add(message.path("id").asText(""));
        var thought = message.path("reasoning_content").asText("");
        if (!thought.isEmpty()) {
            reasoning.append(thought);
            listener.accept(new ChatEvent.Reasoning(thought));
        }
        var text = message.path("content").asText("");
        if (!text.isEmpty()) {
            content.append(text);
            listener.accept(new ChatEvent.Message(text));
        }
    }

    /** Repeats what its pieces said; news only if there were none. */
    private void whole(JsonNode message) {
        if (!heard.contains(message.path("id").asText(""))) {
            piece(message);
        }
    }

    private void completed(JsonNode chat) {
        usage = CozeAnswer.usage(chat);
        completed = true;
    }

    private void action(JsonNode chat) {
        for (var call : chat.path("required_action").path("submit_tool_outputs").path("tool_calls")) {
            var function = call.path("function");
            var wanted = new ToolCall(
                    call.path("id").asText(""),
                    function.path("name").asText(""),
                    function.path("arguments").asText(""));
            listener.accept(new ChatEvent.ToolCallPiece(calls.size(), wanted.id(), wanted.name(), wanted.arguments()));
            calls.add(wanted);
        }
        completed(chat);
    }

    private static ProviderException failed(JsonNode chat) {
        var error = chat.path("last_error");
        var code = error.path("code").asLong(0);
        var message = error.path("msg").asText("");
        return code == 0
                ? new ProviderException.Business(chat.path("status").asText("failed"), message)
                : CozeErrors.underWay(code, message);
    }

    private static ProviderException error(String data, Function<String, JsonNode> parser) {
        if (!data.startsWith("{")) {
            return new ProviderException.Business("error", data);
        }
        var error = parser.apply(data);
        return CozeErrors.underWay(
                error.path("code").asLong(0), error.path("msg").asText(""));
    }
}
