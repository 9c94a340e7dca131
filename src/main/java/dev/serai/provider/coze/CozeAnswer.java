package dev.serai.provider.coze;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.Interrupt;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Usage;
import dev.serai.provider.WorkflowAnswer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parts that all of Coze's answers share, and the answer of {@code run}. */
final class CozeAnswer {

    private static final Pattern EXECUTE_ID = Pattern.compile("[?&]execute_id=(\\w+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private CozeAnswer() {}

    static WorkflowAnswer of(JsonNode body) {
        var interrupt = interrupt(body);
        return new WorkflowAnswer(content(body.path("data")), executeId(body, interrupt), usage(body), interrupt);
    }

    /** Reads what {@code run_histories} tells of one run; empty while it is under way. */
    static Optional<WorkflowAnswer> ofHistory(JsonNode run) {
        var interrupt = interrupt(run);
        var id = run.path("execute_id").asText("");
        return switch (run.path("execute_status").asText("")) {
            case "Success" -> Optional.of(new WorkflowAnswer(output(run), id, usage(run), null));
            case "Running" ->
                interrupt == null ? Optional.empty() : Optional.of(new WorkflowAnswer("", id, usage(run), interrupt));
            case "Fail" ->
                throw CozeErrors.of(
                        run.path("error_code").asLong(0),
                        run.path("error_message").asText(""));
            default -> throw new ProviderException.Broken("Coze told no status of run " + id, null);
        };
    }

    /** The end node's output stands in {@code Output}, beside those of output nodes. */
    private static String output(JsonNode run) {
        var text = run.path("output").asText("");
        try {
            var outputs = JSON.readTree(text);
            return outputs.path("Output").isTextual() ? content(outputs.get("Output")) : text;
        } catch (JsonProcessingException e) {
            return text;
        }
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
    private static String content(JsonNode data) {
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
