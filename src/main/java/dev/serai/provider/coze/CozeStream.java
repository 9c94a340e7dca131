package dev.serai.provider.coze;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.serai.provider.Interrupt;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Usage;
import dev.serai.provider.WorkflowAnswer;
import dev.serai.provider.WorkflowEvent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts the events of one {@code stream_run} or {@code stream_resume} together. What the end node says is the output, as
 * in {@code run}; if it says nothing, what all the nodes said.
 */
final class CozeStream {

    private final Consumer<WorkflowEvent> listener;
    private final StringBuilder all = new StringBuilder();
    private final StringBuilder end = new StringBuilder();
    private final Map<String, String> outputs = new LinkedHashMap<>();
    private Usage usage = Usage.none();
    private boolean endSpoke;
    private boolean endFinished;

    CozeStream(Consumer<WorkflowEvent> listener) {
        this.listener = listener;
    }

    /** Takes one event; gives the answer if this was the last. */
    Optional<WorkflowAnswer> take(String event, String data, Function<String, JsonNode> parser) {
        return switch (event.toLowerCase(Locale.ROOT)) {
            case "message" -> message(parser.apply(data));
            case "interrupt" -> interrupted(parser.apply(data));
            case "done" -> Optional.of(done(parser.apply(data)));
            case "ping" -> {
                listener.accept(new WorkflowEvent.Ping());
                yield Optional.empty();
            }
            case "error" -> throw error(data, parser);
            default -> Optional.empty();
        };
    }

    /** The stream is over without a last event: fine if the end node had finished. */
    WorkflowAnswer ended() {
        if (!endFinished) {
            throw new ProviderException.Broken("Coze closed the stream before the workflow was done", null);
        }
        return answer(null, null);
    }

    private Optional<WorkflowAnswer> message(JsonNode message) {
        var content = message.path("content").asText("");
        var node = message.path("node_title").asText("");
        var finished = message.path("node_is_finish").asBoolean(false);
        all.append(content);
        if (fromEnd(message, node)) {
            end.append(content);
            endSpoke = true;
            endFinished |= finished;
        } else {
            outputs.merge(node, content, String::concat);
        }
        var told = CozeAnswer.usage(message);
        usage = told.isNone() ? usage : told;
        listener.accept(new WorkflowEvent.Message(content, node, finished));
        return Optional.empty();
    }

    private static boolean fromEnd(JsonNode message, String title) {
        var type = message.path("node_type").asText("");
        // older answers carry no type: there the end node has the title End or none
        return type.isEmpty() ? title.isEmpty() || "End".equals(title) : "End".equals(type);
    }

    private Optional<WorkflowAnswer> interrupted(JsonNode data) {
        var interrupt = CozeAnswer.interrupt(data);
        if (interrupt == null) {
            throw new ProviderException.Interrupted("Coze told no event_id to resume with");
        }
        return Optional.of(answer(data, interrupt));
    }

    private WorkflowAnswer done(JsonNode data) {
        return answer(data, null);
    }

    private WorkflowAnswer answer(@Nullable JsonNode last, @Nullable Interrupt interrupt) {
        JsonNode told = last == null ? MissingNode.getInstance() : last;
        return new WorkflowAnswer(
                content(),
                CozeAnswer.executeId(told, interrupt),
                usage,
                interrupt,
                CozeAnswer.debugUrl(told),
                endSpoke ? outputs : Map.of());
    }

    private String content() {
        return (endSpoke ? end : all).toString();
    }

    private static ProviderException error(String data, Function<String, JsonNode> parser) {
        if (!data.startsWith("{")) {
            return new ProviderException.Business("error", data);
        }
        var error = parser.apply(data);
        var code = error.path("error_code").asLong(error.path("code").asLong(0));
        var message = error.path("error_message").asText(error.path("msg").asText(""));
        return CozeErrors.underWay(code, message);
    }
}
