package dev.serai.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.serai.engine.Effect;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.RunId;
import dev.serai.engine.RunStatus;
import dev.serai.engine.Signals;
import dev.serai.engine.Step;
import dev.serai.engine.SubRuns;
import dev.serai.engine.Wait;
import dev.serai.engine.Wake;
import dev.serai.flow.NodeType;
import dev.serai.flow.Semver;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * {@code sub_flow}: runs another flow. The other run has an id that follows from this node's turn, so it is started
 * once however often this one is taken up again.
 */
@Component
class SubFlowNode implements NodeKind<SubFlowNode.Settings> {

    /** The end of the other run is told; this is for the case that its process died before it could tell. */
    private static final Duration LOOK = Duration.ofMinutes(1);

    /**
     * Which flow, with what.
     *
     * @param flowId of the flow to run
     * @param version to run, for example {@code 1.2.0}; the active one if left out or {@code active}
     * @param input its variables; texts may hold {@code {{variables}}}
     * @param waits whether this run goes on only when that one has ended
     */
    record Settings(
            String flowId,
            @Nullable String version,
            Map<String, Value> input,
            @DefaultValue("true") @JsonProperty("wait") boolean waits) {
        Settings {
            if (flowId.isBlank()) {
                throw new IllegalArgumentException("flowId: it is empty; name the flow to run");
            }
            input = Map.copyOf(input);
            version = "active".equals(version) ? null : version;
            if (version != null) {
                try {
                    Semver.of(version);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "version: '" + version + "' is no version; write for example 1.2.0 or active", e);
                }
            }
        }
    }

    private final SubRuns runs;

    SubFlowNode(SubRuns runs) {
        this.runs = runs;
    }

    @Override
    public NodeType type() {
        return new NodeType("sub_flow", Set.of(), Settings.class, Set.of("result"), NodeType.Role.WAIT);
    }

    @Override
    public boolean sends() {
        return true;
    }

    @Override
    public Effect effect() {
        return Effect.IDEMPOTENT; // the other run is known by its id
    }

    /** First the wait is committed, so that the end of the other run finds somebody to tell it to. */
    @Override
    public Outcome run(Settings settings, Step step) {
        var child = SubRuns.idOf(step);
        return Outcome.of(Map.of())
                .from(Map.of("flowId", settings.flowId(), "runId", child.toString()))
                .waiting(Wait.forEvent(Signals.RUN_FINISHED, Map.of("runId", child.toString()), step.now()));
    }

    @Override
    public Outcome wake(Settings settings, Step step, Wake wake) {
        var child = SubRuns.idOf(step);
        var end = runs.end(child);
        if (end.isEmpty() && !wake.kept().containsKey("started")) {
            runs.start(step, settings.flowId(), settings.version(), Value.all(settings.input(), step.scope()));
        }
        if (!settings.waits()) {
            return Outcome.of(result(child, Map.of()));
        }
        if (end.isEmpty()) {
            return Outcome.of(Map.of("started", true))
                    .waiting(Wait.forEvent(
                            Signals.RUN_FINISHED,
                            Map.of("runId", child.toString()),
                            step.now().plus(LOOK)));
        }
        if (end.get().status() != RunStatus.COMPLETED) {
            throw new NodeFailed(
                    "run " + child + " of flow '" + settings.flowId() + "' "
                            + end.get().status().word() + ": " + end.get().error(),
                    false,
                    null);
        }
        return Outcome.of(result(child, end.get().result()));
    }

    private static Map<String, @Nullable Object> result(RunId child, Map<String, @Nullable Object> fields) {
        var result = new LinkedHashMap<String, @Nullable Object>(fields);
        result.put("runId", child.toString());
        return Map.of("result", result);
    }
}
