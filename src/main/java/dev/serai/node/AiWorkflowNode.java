package dev.serai.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.engine.Effect;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.engine.Wait;
import dev.serai.engine.Wake;
import dev.serai.flow.NodeType;
import dev.serai.flow.Template;
import dev.serai.provider.CallTag;
import dev.serai.provider.Progress;
import dev.serai.provider.ProviderException;
import dev.serai.provider.WorkflowAnswer;
import dev.serai.provider.WorkflowRefused;
import dev.serai.provider.Workflows;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code ai_workflow}: runs a hosted workflow, or goes on with one that waited for somebody. An answer that is a JSON
 * object with the one field {@code output} is unwrapped, so that {@code content} is what the workflow's author meant.
 */
@Component
class AiWorkflowNode implements NodeKind<AiWorkflowNode.Settings> {

    /**
     * A run in the background is waited for under the name of this event, so that its id is stored before the wait,
     * however short that is. Whoever tells the event has the run looked at at once.
     */
    static final String FINISHED = "workflow_finished";

    private static final String EXECUTE_ID = "executeId";
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** How the provider answers. */
    enum Mode {
        @JsonProperty("stream")
        STREAM,
        @JsonProperty("sync")
        SYNC,
        @JsonProperty("async")
        ASYNC
    }

    /**
     * What a workflow that waits is told.
     *
     * @param eventId of the interrupt, as {@code {{nodes.ask.interrupt.eventId}}}
     * @param data the answer; what is no text is sent as JSON text. Texts may hold {@code {{variables}}}
     */
    record Resume(Template eventId, Value data) {}

    /**
     * Which workflow, with what.
     *
     * @param workflow name in configuration
     * @param parameters of its start node; texts may hold {@code {{variables}}}
     * @param mode {@code stream} survives long silence, {@code sync} is one answer, {@code async} has the run wait
     *     without holding anything until the workflow has ended
     * @param cacheTtl seconds an answer is kept for the same parameters; 0 leaves it to the workflow's configuration
     * @param resume goes on with a run that waits for an answer, instead of beginning one
     */
    record Settings(
            @Nullable String workflow,
            @Nullable Map<String, Value> parameters,
            @Nullable Mode mode,
            @Nullable Integer cacheTtl,
            @Nullable Resume resume) {
        Settings {
            if (workflow == null || workflow.isBlank()) {
                throw new IllegalArgumentException("workflow: name one of serai.provider.workflows");
            }
            if (resume != null && (parameters != null || mode == Mode.ASYNC)) {
                throw new IllegalArgumentException(
                        "resume: a run that goes on has its parameters and mode already; leave these out");
            }
            parameters = Map.copyOf(Objects.requireNonNullElse(parameters, Map.of()));
            mode = Objects.requireNonNullElse(mode, Mode.STREAM);
            cacheTtl = Objects.requireNonNullElse(cacheTtl, 0);
            if (cacheTtl < 0) {
                throw new IllegalArgumentException("cacheTtl: it is less than nothing; use 0 or more seconds");
            }
            if (cacheTtl > 0 && (mode == Mode.ASYNC || resume != null)) {
                throw new IllegalArgumentException(
                        "cacheTtl: such an answer is not kept; use mode stream or sync, or leave it out");
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
                Set.of("content", EXECUTE_ID, "usage", "interrupt"),
                NodeType.Role.STEP);
    }

    /** A start in the background and an answer to an interrupt are known by their keys and not repeated. */
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
        var resume = settings.resume();
        if (resume != null) {
            return resumed(workflow, resume, step);
        }
        var parameters = new LinkedHashMap<String, Object>();
        Value.all(Objects.requireNonNull(settings.parameters()), step.scope()).forEach((name, value) -> {
            if (value != null) {
                parameters.put(name, value);
            }
        });
        var input = Map.of("workflow", workflow, "parameters", parameters);
        if (settings.mode() == Mode.ASYNC) {
            var started = asked(() -> workflows.start(workflow, parameters, tag(step), step.effectKey()));
            return waiting(started.executeId(), started.again(), step).from(input);
        }
        var mode = settings.mode() == Mode.SYNC ? Workflows.Mode.SYNC : Workflows.Mode.STREAM;
        var cacheTtl = Duration.ofSeconds(Objects.requireNonNull(settings.cacheTtl()));
        return outcome(asked(() -> workflows.run(workflow, parameters, tag(step), mode, cacheTtl)))
                .from(input);
    }

    /** Looks what became of the run in the background; if it cannot be asked for, later. */
    @Override
    public Outcome wake(Settings settings, Step step, Wake wake) {
        var workflow = Objects.requireNonNull(settings.workflow());
        var executeId = String.valueOf(wake.kept().get(EXECUTE_ID));
        var input = Map.of("workflow", workflow, EXECUTE_ID, executeId);
        Progress progress;
        try {
            progress = workflows.poll(workflow, executeId);
        } catch (ProviderException e) {
            return waiting(executeId, LATER, step)
                    .from(input)
                    .warn("the run could not be asked for (" + e.getMessage() + ")");
        } catch (WorkflowRefused e) {
            throw new NodeFailed(String.valueOf(e.getMessage()), false, e);
        }
        return switch (progress) {
            case Progress.Running(var again) -> waiting(executeId, again, step).from(input);
            case Progress.Ended(var answer) -> outcome(answer).from(input);
            case Progress.Failed(var error) -> throw failed(error);
        };
    }

    private static Outcome waiting(String executeId, Duration pause, Step step) {
        var kept = Map.of(EXECUTE_ID, executeId);
        return Outcome.of(kept).waiting(Wait.forEvent(FINISHED, kept, step.now().plus(pause)));
    }

    private Outcome resumed(String workflow, Resume resume, Step step) {
        var eventId = resume.eventId().render(step.scope());
        var data = text(resume.data().in(step.scope()));
        return outcome(asked(() -> workflows.resume(workflow, eventId, data, tag(step))))
                .from(Map.of("workflow", workflow, "eventId", eventId, "data", data));
    }

    private static String text(@Nullable Object value) {
        try {
            return value instanceof String text ? text : JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new NodeFailed("resume.data: it cannot be written as JSON; use texts, numbers, lists", false, e);
        }
    }

    private static CallTag tag(Step step) {
        return new CallTag(step.run().value(), step.node());
    }

    private static <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (ProviderException e) {
            throw failed(e);
        } catch (WorkflowRefused e) {
            throw new NodeFailed(String.valueOf(e.getMessage()), false, e);
        }
    }

    private static NodeFailed failed(ProviderException error) {
        return new NodeFailed(error.userText() + " (" + error.getMessage() + ")", false, error);
    }

    private static Outcome outcome(WorkflowAnswer answer) {
        var usage = answer.usage();
        var output = new LinkedHashMap<String, @Nullable Object>();
        output.put("content", unwrapped(answer.content()));
        output.put(EXECUTE_ID, answer.executeId());
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
