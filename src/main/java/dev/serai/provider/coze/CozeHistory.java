package dev.serai.provider.coze;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.ProviderException;
import dev.serai.provider.WorkflowAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run_histories} tells of one run.
 *
 * @param nodes asks for the whole output of one execution of a node, which the history itself may have cut off
 */
record CozeHistory(JsonNode run, Function<String, JsonNode> nodes) {

    private static final String END = "Output";
    private static final String END_NODE = "900001";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The answer of the run; empty while it is under way.
     *
     * @throws ProviderException if the run failed
     */
    Optional<WorkflowAnswer> answer() {
        var interrupt = CozeAnswer.interrupt(run);
        return switch (run.path("execute_status").asText("")) {
            case "Success" -> Optional.of(finished());
            case "Running" ->
                interrupt == null
                        ? Optional.empty()
                        : Optional.of(new WorkflowAnswer(
                                "", id(), CozeAnswer.usage(run), interrupt, CozeAnswer.debugUrl(run), Map.of()));
            case "Fail" -> throw failure();
            default -> throw new ProviderException.Broken("Coze told no status of the run " + id(), null);
        };
    }

    private WorkflowAnswer finished() {
        var outputs = outputs();
        if (run.path("is_output_trimmed").asBoolean(false)) {
            fetch(outputs);
        }
        var content = outputs.remove(END);
        return new WorkflowAnswer(
                content == null ? run.path("output").asText("") : content,
                id(),
                CozeAnswer.usage(run),
                null,
                CozeAnswer.debugUrl(run),
                content == null ? Map.of() : outputs);
    }

    /** The end node's output stands under {@code Output}, beside those of output nodes under their titles. */
    private Map<String, String> outputs() {
        var outputs = new LinkedHashMap<String, String>();
        try {
            var told = JSON.readTree(run.path("output").asText(""));
            if (told.path(END).isTextual()) {
                told.properties().forEach(entry -> outputs.put(entry.getKey(), CozeAnswer.content(entry.getValue())));
            }
        } catch (JsonProcessingException e) {
            // the output is a plain text, or JSON that was cut off
            outputs.clear();
        }
        return outputs;
    }

    private void fetch(Map<String, String> outputs) {
        for (var node : run.path("node_execute_status").properties()) {
            var execution = node.getValue().path("node_execute_uuid").asText("");
            if (execution.isEmpty()) {
                continue;
            }
            var told = nodes.apply(execution);
            var data = told.has("node_output") ? told : told.path("data");
            var name = END_NODE.equals(node.getValue().path("node_id").asText("")) ? END : node.getKey();
            outputs.put(name, CozeAnswer.content(data.path("node_output")));
        }
    }

    /** The code is a text here, and may be no number. */
    private ProviderException failure() {
        var code = run.path("error_code").asLong(0);
        var message = run.path("error_message").asText("");
        return code == 0
                ? new ProviderException.Business("failed", message.isBlank() ? "the run " + id() : message)
                : CozeErrors.underWay(code, message);
    }

    private @Nullable String id() {
        return CozeAnswer.executeId(run, null);
    }
}
