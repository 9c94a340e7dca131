package dev.serai.provider.coze;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.Interrupt;
import dev.serai.provider.Usage;
import dev.serai.provider.WorkflowAnswer;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parts that all of Coze's answers share, and the answer of {@code run} and {@code resume}. */
final class CozeAnswer {

    private static final Pattern EXECUTE_ID = Pattern.compile("[?&]execute_id=(\\w+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private CozeAnswer() {}

    static WorkflowAnswer of(JsonNode body) {
        var interrupt = interrupt(body);
        return new WorkflowAnswer(
                content(body.path("data")),
                executeId(body, interrupt),
                usage(body),
                interrupt,
                debugUrl(body),
                Map.of());
    }

    static @Nullable Interrupt interrupt(JsonNode body) {
        var data = body.path("interrupt_data");
        if (data.path("event_id").asText("").isEmpty()) {
            return null;
        }
        return new Interrupt(
                data.path("event_id").asText(),
                data.path("type").asInt(),
                data.path("data").asText(""));
    }

    static Usage usage(JsonNode body) {
        var usage = body.path("usage");
        if (usage.isObject()) {
            var input = count(usage.path("input_count"));
            var output = count(usage.path("output_count"));
            return Usage.of(input, output, usage.path("token_count").asLong(input + output));
        }
        return Usage.of(0, 0, count(body.path("token")));
    }

    static @Nullable String debugUrl(JsonNode body) {
        var url = body.path("debug_url").asText("");
        return url.isEmpty() ? null : url;
    }

    static @Nullable String executeId(JsonNode body, @Nullable Interrupt interrupt) {
        var told = body.path("execute_id").asText("");
        if (!told.isEmpty()) {
            return told;
        }
        var found = EXECUTE_ID.matcher(body.path("debug_url").asText(""));
        if (found.find()) {
            return found.group(1);
        }
        if (interrupt != null && interrupt.eventId().contains("/")) {
            return interrupt.eventId().substring(0, interrupt.eventId().indexOf('/'));
        }
        return null;
    }

    private static long count(JsonNode number) {
        return Math.max(0, number.asLong(0));
    }

    /** An end node that returns text comes wrapped as {@code {"content_type":1,"data":"…","type_for_model":2}}. */
    static String content(JsonNode data) {
        if (!data.isTextual()) {
            return data.isMissingNode() || data.isNull() ? "" : data.toString();
        }
        var text = data.textValue();
        if (!text.startsWith("{") || !text.contains("\"type_for_model\"")) {
            return text;
        }
        try {
            var wrapper = JSON.readTree(text);
            var wrapped = wrapper.has("content_type")
                    && wrapper.has("type_for_model")
                    && wrapper.path("data").isTextual();
            return wrapped ? wrapper.path("data").textValue() : text;
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
