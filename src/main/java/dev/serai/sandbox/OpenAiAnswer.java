package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One answer in OpenAI's words, whole or in chunks. */
record OpenAiAnswer(String id, long created, OpenAiRequest request) {

    static final String LAST = "data: [DONE]\n\n";

    JsonNode whole(String text) {
        var answer = head("chat.completion");
        var choice = answer.putArray("choices").addObject().put("index", 0);
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", text)
                .putNull("refusal");
        choice.putNull("logprobs").put("finish_reason", "stop");
        return answer.set("usage", usage(text));
    }

    List<String> events(String text, int chunks) {
        var events = new ArrayList<String>();
        events.add(chunk(Json.object().put("role", "assistant").put("content", ""), null));
        for (var piece : Tokens.pieces(text, chunks)) {
            events.add(chunk(Json.object().put("content", piece), null));
        }
        events.add(chunk(Json.object(), "stop"));
        if (request.includeUsage()) {
            var last = head("chat.completion.chunk");
            last.putArray("choices");
            events.add(event(last.set("usage", usage(text))));
        }
        events.add(LAST);
        return events;
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

    private ObjectNode usage(String text) {
        return new Tokens(Tokens.of(request.prompt()), Tokens.of(text)).openAi();
    }
}
