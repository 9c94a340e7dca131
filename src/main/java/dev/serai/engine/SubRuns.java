package dev.serai.engine;

import dev.serai.flow.Flows;
import dev.serai.flow.Semver;
import dev.serai.queue.Envelope;
import dev.serai.queue.Mark;
import dev.serai.queue.MessageQueue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Runs that other runs start. A node asks for them, so the flows, which need all nodes, come to it late. */
@Component
public class SubRuns {

    /** Under this name in its metadata a run keeps the id of the one that started it. */
    static final String PARENT = "parentRunId";

    private static final String DEPTH = "depth";
    private static final int DEEPEST = 20;
    private static final Duration MARKED = Duration.ofDays(1);

    /**
     * How a run ended.
     *
     * @param error why it failed, if it did
     */
    public record End(
            RunStatus status,
            Map<String, @Nullable Object> result,
            @Nullable String error) {}

    private final Flows flows;
    private final MessageQueue queue;
    private final StoredRuns stored;
    private final Clock clock;

    SubRuns(@Lazy Flows flows, @Lazy MessageQueue queue, StoredRuns stored, Clock clock) {
        this.flows = flows;
        this.queue = queue;
        this.stored = stored;
        this.clock = clock;
    }

    /** The id of the run that a turn starts; the same each time. */
    public static RunId idOf(Step step) {
        return new RunId(UUID.nameUUIDFromBytes(("sub:" + step.effectKey()).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Starts the run of a turn, durably; may be repeated. It knows what the run that starts it knows, apart from the
     * variables, which are the input.
     *
     * @param version the active one if null
     * @throws NodeFailed when there is no such flow or version, or when flows run each other without end
     */
    public void start(Step step, String flowId, @Nullable String version, Map<String, @Nullable Object> input) {
        var known = version == null
                ? flows.active(flowId).isPresent()
                : flows.find(flowId, Semver.of(version)).isPresent();
        if (!known) {
            var which = version == null ? "no version of it is active" : "version " + version + " is unknown";
            throw new NodeFailed("flow '" + flowId + "' cannot be run: " + which, false, null);
        }
        var context = new LinkedHashMap<String, @Nullable Object>(context(step));
        var depth = depth(step) + 1;
        if (depth > DEEPEST) {
            throw new NodeFailed("flows run each other more than " + DEEPEST + " deep", false, null);
        }
        context.put("variables", input);
        context.put(
                "metadata", Map.of("trigger", "sub_flow", PARENT, step.run().toString(), DEPTH, depth, "input", input));
        var id = idOf(step).value();
        queue.accept(new Envelope(
                id,
                FlowReceiver.CHANNEL,
                version == null ? flowId : flowId + FlowReceiver.PINNED + version,
                "run:" + id,
                List.of(Mark.both("sub_flow|" + id, MARKED)),
                Json.text(context),
                clock.instant()));
    }

    private static Map<String, @Nullable Object> context(Step step) {
        var context = new LinkedHashMap<String, @Nullable Object>();
        if (step.scope().get("context") instanceof Map<?, ?> known) {
            known.forEach((name, value) -> context.put(String.valueOf(name), value));
        }
        return context;
    }

    private static int depth(Step step) {
        return step.context("metadata") instanceof Map<?, ?> metadata && metadata.get(DEPTH) instanceof Number number
                ? number.intValue()
                : 0;
    }

    /** How a run ended; empty while it has not, or is not known yet. */
    public Optional<End> end(RunId run) {
        return stored.find(run)
                .filter(one -> one.status().finished())
                .map(one -> new End(one.status(), Json.map(one.result()), one.error()));
    }
}
