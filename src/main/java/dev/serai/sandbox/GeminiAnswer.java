package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One answer in Gemini's words, whole or in chunks. */
record GeminiAnswer(String id, GeminiRequest request) {

    private static final String SIGNATURE = "c2FuZGJveC1zaWduYXR1cmU=";

    JsonNode whole(Reply.Turn turn) {
        var parts = Json.array();
        if (!turn.thought().isEmpty()) {
            parts.addObject().put("text", turn.thought()).put("thought", true);
        }
        if (!turn.text().isEmpty()) {
            parts.addObject().put("text", turn.text());
        }
        parts.addAll(calls(turn));
        return chunk(parts, turn, "STOP");
    }

    List<String> events(Reply.Turn turn, int chunks) {
        var events = new ArrayList<String>();
        if (!turn.thought().isEmpty()) {
            for (var piece : Tokens.pieces(turn.thought(), chunks)) {
                var part = Json.object().put("text", piece).put("thought", true);
                events.add(event(chunk(Json.array().add(part), turn, null)));
            }
        }
        if (!turn.text().isEmpty()) {
            for (var piece : Tokens.pieces(turn.text(), chunks)) {
                events.add(event(chunk(Json.array().add(Json.object().put("text", piece)), turn, null)));
            }
        }
        var last = calls(turn);
        if (last.isEmpty()) {
            last.addObject().put("text", "");
        }
        events.add(event(chunk(last, turn, "STOP")));
        return events;
    }

    static String event(JsonNode data) {
        return "data: " + (data.isTextual() ? data.textValue() : Json.write(data)) + "\r\n\r\n";
    }

    private ArrayNode calls(Reply.Turn turn) {
        var parts = Json.array();
        for (var call : turn.toolCalls()) {
            var part = parts.addObject();
            var function = part.putObject("functionCall").put("name", call.name());
            var arguments = Json.readOrMissing(call.arguments());
            function.set("args", arguments.isObject() ? arguments : Json.object());
            if (request.signs()) {
                function.put("id", id + parts.size());
                part.put("thoughtSignature", SIGNATURE);
            }
        }
        return parts;
    }

    private JsonNode chunk(ArrayNode parts, Reply.Turn turn, @Nullable String finishReason) {
        var chunk = Json.object();
        var candidate = chunk.putArray("candidates").addObject();
        candidate.putObject("content").put("role", "model").set("parts", parts);
        if (finishReason != null) {
            candidate.put("finishReason", finishReason);
        }
        candidate.put("index", 0);
        chunk.set("usageMetadata", usage(turn, finishReason != null));
        return chunk.put("modelVersion", request.model()).put("responseId", id);
    }

    /** What the answer cost is told with its end. */
    private ObjectNode usage(Reply.Turn turn, boolean end) {
        var in = Tokens.of(request.prompt());
        var usage = Json.object().put("promptTokenCount", in);
        if (!end) {
            return usage.put("totalTokenCount", in);
        }
        var thought = turn.thought().isEmpty() ? 0 : Tokens.of(turn.thought());
        var out = Math.max(0, Tokens.of(turn) - thought);
        usage.put("candidatesTokenCount", out);
        if (turn.cachedTokens() > 0) {
            usage.put("cachedContentTokenCount", Math.min(turn.cachedTokens(), in));
        }
        if (thought > 0) {
            usage.put("thoughtsTokenCount", thought);
        }
        return usage.put("totalTokenCount", in + out + thought);
    }
}
