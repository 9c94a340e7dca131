package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer in OpenAI's words, whole or in chunks.
 *
 * @param thoughts the field in which thoughts are shown; empty hides them
 */
record OpenAiAnswer(String id, long created, OpenAiRequest request, String thoughts) {

    static final String LAST = "data: [DONE]\n\n";
    static final String PING = ": keep-alive\n\n";

    private static final String FUNCTION = "function";
    private static final String ARGUMENTS = "arguments";
    private static final String TOOL_CALLS = "tool_calls";

    JsonNode whole(Reply.Turn turn) {
        var answer = head("chat.completion");
        var choice = answer.putArray("choices").addObject().put("index", 0);
        var message = choice.putObject("message").put("role", "assistant");
        var isSilent = turn.text().isEmpty() && !turn.toolCalls().isEmpty();
        message.put("content", isSilent ? null : turn.text()).putNull("refusal");
        if (showsThought(turn)) {
            message.put(thoughts, turn.thought());
        }
        if (!turn.toolCalls().isEmpty()) {
            var calls = message.putArray(TOOL_CALLS);
            for (var i = 0; i < turn.toolCalls().size(); i++) {
                var wanted = turn.toolCalls().get(i);
                calls.add(call(i, wanted.name(), wanted.arguments()));
            }
        }
        choice.putNull("logprobs").put("finish_reason", finishReason(turn));
        return answer.set("usage", usage(turn));
    }

    List<String> events(Reply.Turn turn, int chunks) {
        var events = new ArrayList<String>();
        events.add(chunk(Json.object().put("role", "assistant").put("content", ""), null));
        if (showsThought(turn)) {
            for (var piece : Tokens.pieces(turn.thought(), chunks)) {
                events.add(chunk(Json.object().putNull("content").put(thoughts, piece), null));
            }
        }
        if (!turn.text().isEmpty()) {
            for (var piece : Tokens.pieces(turn.text(), chunks)) {
                events.add(chunk(Json.object().put("content", piece), null));
            }
        }
        for (var i = 0; i < turn.toolCalls().size(); i++) {
            addCall(events, i, turn.toolCalls().get(i), chunks);
        }
        events.add(chunk(Json.object(), finishReason(turn)));
        if (request.includeUsage()) {
            var last = head("chat.completion.chunk");
            last.putArray("choices");
            events.add(event(last.set("usage", usage(turn))));
        }
        events.add(LAST);
        return events;
    }

    /** Name and id first, then the arguments in pieces. */
    private void addCall(List<String> events, int index, Reply.Wanted wanted, int chunks) {
        var delta = Json.object();
        delta.putArray(TOOL_CALLS).add(call(index, wanted.name(), "").put("index", index));
        events.add(chunk(delta, null));
        for (var piece : Tokens.pieces(wanted.arguments(), chunks)) {
            var more = Json.object();
            more.putArray(TOOL_CALLS)
                    .addObject()
                    .put("index", index)
                    .putObject(FUNCTION)
                    .put(ARGUMENTS, piece);
            events.add(chunk(more, null));
        }
    }

    private ObjectNode call(int place, String name, String arguments) {
        var call = Json.object()
                .put("id", "call_" + id.substring(id.indexOf('-') + 1) + "_" + place)
                .put("type", FUNCTION);
        call.putObject(FUNCTION).put("name", name).put(ARGUMENTS, arguments);
        return call;
    }

    private boolean showsThought(Reply.Turn turn) {
        return !thoughts.isEmpty() && !turn.thought().isEmpty();
    }

    private static String finishReason(Reply.Turn turn) {
        return turn.toolCalls().isEmpty() ? "stop" : TOOL_CALLS;
    }

    static String event(JsonNode data) {
        return "data: " + (data.isTextual() ? data.textValue() : Json.write(data)) + "\n\n";
    }

    private String chunk(JsonNode delta, @Nullable String finishReason) {
        var chunk = head("chat.completion.chunk");
        var choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finishReason);
        if (request.includeUsage()) {
            chunk.putNull("usage");
        }
        return event(chunk);
    }

    private ObjectNode head(String object) {
        return Json.object()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", request.model())
                .put("system_fingerprint", "fp_sandbox");
    }

    private ObjectNode usage(Reply.Turn turn) {
        var thought = turn.thought().isEmpty() ? 0 : Tokens.of(turn.thought());
        var said = new StringBuilder(turn.text());
        turn.toolCalls().forEach(call -> said.append(call.name()).append(call.arguments()));
        return new Tokens(Tokens.of(request.prompt()), Tokens.of(said.toString()) + thought)
                .openAi(turn.cachedTokens(), thought);
    }
}
