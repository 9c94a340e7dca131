package dev.serai.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.engine.Effect;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.flow.NodeType;
import dev.serai.provider.CallTag;
import dev.serai.provider.ProviderException;
import dev.serai.provider.WorkflowAnswer;
import dev.serai.provider.Workflows;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code ai_workflow}: runs a hosted workflow. An answer that is a JSON object with the one field {@code output} is
 * unwrapped, so that {@code content} is what the workflow's author meant.
 */
@Component
class AiWorkflowNode implements NodeKind<AiWorkflowNode.Settings> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** How the provider answers. */
    enum Mode {
        @JsonProperty("stream")
        STREAM,
        @JsonProperty("sync")
        SYNC
    }

    /**
     * Which workflow, with what.
     *
     * @param workflow name in configuration
     * @param parameters of its start node; texts may hold {@code {{variables}}}
     * @param mode {@code stream} survives long silence, {@code sync} is one answer
     * @param cacheTtl seconds an answer is kept for the same parameters; 0 keeps none
     */
    record Settings(
            @Nullable String workflow,
            @Nullable Map<String, Value> parameters,
            @Nullable Mode mode,
            @Nullable Integer cacheTtl) {
        Settings {
            if (workflow == null || workflow.isBlank()) {
                throw new IllegalArgumentException("workflow: name one of serai.provider.workflows");
            }
            parameters = Map.copyOf(Objects.requireNonNullElse(parameters, Map.of()));
            mode = Objects.requireNonNullElse(mode, Mode.STREAM);
            cacheTtl = Objects.requireNonNullElse(cacheTtl, 0);
            if (cacheTtl != 0) {
                throw new IllegalArgumentException("cacheTtl: answers are not kept; use 0 or leave it out");
            }
        }
    }

    private final Workflows workflows;

    AiWorkflowNode(Workflows workflows) {
        this.workflows = workflows;
    }

    @Override
    public NodeType type() {
        return new NodeType(
                "ai_workflow",
                Set.of(),
                Settings.class,
                Set.of("content", "executeId", "usage", "interrupt"),
                NodeType.Role.STEP);
    }

    @Override
    public Effect effect() {
        return Effect.IDEMPOTENT;
    }

    @Override
    public Duration timeLimit() {
        return Duration.ofMinutes(30); // the workflow's own limit is the one that counts
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var workflow = Objects.requireNonNull(settings.workflow());
        var parameters = new LinkedHashMap<String, Object>();
        Value.all(Objects.requireNonNull(settings.parameters()), step.scope()).forEach((name, value) -> {
            if (value != null) {
                parameters.put(name, value);
            }
        });
        var mode = settings.mode() == Mode.SYNC ? Workflows.Mode.SYNC : Workflows.Mode.STREAM;
        try {
            var answer =
                    workflows.run(workflow, parameters, new CallTag(step.run().value(), step.node()), mode);
            return outcome(answer).from(Map.of("workflow", workflow, "parameters", parameters));
        } catch (ProviderException e) {
            throw new NodeFailed(e.userText() + " (" + e.getMessage() + ")", false, e);
        }
    }

    private static Outcome outcome(WorkflowAnswer answer) {
        var usage = answer.usage();
        var output = new LinkedHashMap<String, @Nullable Object>();
        output.put("content", unwrapped(answer.content()));
        output.put("executeId", answer.executeId());
        output.put("usage", Map.of("input", usage.input(), "output", usage.output(), "total", usage.total()));
        var interrupt = answer.interrupt();
        if (interrupt != null) {
            output.put("interrupt", Map.of("eventId", interrupt.eventId(), "type", interrupt.type()));
        }
        return Outcome.of(output);
    }

    static String unwrapped(String content) {
        if (!content.startsWith("{")) {
            return content;
        }
        try {
            var json = JSON.readTree(content);
            return json.size() == 1 && json.path("output").isTextual()
                    ? json.get("output").textValue()
                    : content;
        } catch (JsonProcessingException e) {
            return content;
        }
    }
}
