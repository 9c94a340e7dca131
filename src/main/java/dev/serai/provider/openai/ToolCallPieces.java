package dev.serai.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.provider.ChatEvent;
import dev.serai.provider.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Puts calls of tools together. OpenAI numbers the calls of an answer and gives id and name with the first piece of
 * each; some servers number none, all of them 0, or tell the id with every piece.
 */
final class ToolCallPieces {

    private record Call(String wireId, String id, String name, StringBuilder arguments) {}

    private final List<Call> calls = new ArrayList<>();
    private final Map<Integer, Integer> placeOfIndex = new HashMap<>();

    boolean isEmpty() {
        return calls.isEmpty();
    }

    List<ToolCall> whole() {
        return calls.stream()
                .map(call ->
                        new ToolCall(call.id(), call.name(), call.arguments().toString()))
                .toList();
    }

    ChatEvent.ToolCallPiece take(JsonNode piece) {
        var id = piece.path("id").asText("");
        var name = piece.path("function").path("name").asText("");
        var place = place(piece.path("index"), id, name);
        var isFirst = place == calls.size();
        if (isFirst) {
            // the result is told back by this id, so there has to be one
            var known = id.isEmpty() ? "call_" + UUID.randomUUID() : id;
            calls.add(new Call(id, known, name, new StringBuilder()));
        }
        var call = calls.get(place);
        var arguments = arguments(piece.path("function").path("arguments"));
        call.arguments().append(arguments);
        return new ChatEvent.ToolCallPiece(place, isFirst ? call.id() : "", isFirst ? name : "", arguments);
    }

    /** Which call the piece belongs to; one behind the last is a new one. */
    private int place(JsonNode index, String id, String name) {
        if (!index.isInt()) {
            var isNew = calls.isEmpty() || !name.isEmpty();
            return isNew ? calls.size() : calls.size() - 1;
        }
        var known = placeOfIndex.get(index.intValue());
        if (known != null && (id.isEmpty() || id.equals(calls.get(known).wireId()))) {
            return known;
        }
        placeOfIndex.put(index.intValue(), calls.size());
        return calls.size();
    }

    private static String arguments(JsonNode arguments) {
        return arguments.isObject() ? arguments.toString() : arguments.asText("");
    }
}
