package dev.serai.engine;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.serai.queue.Envelope;
import dev.serai.queue.Mark;
import dev.serai.queue.MessageQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** New runs that do all of an old one again. */
@Component
public class Reruns {

    private static final Logger LOG = LoggerFactory.getLogger(Reruns.class);
    private static final Duration MARKED = Duration.ofDays(1);
    private static final String METADATA = "metadata";
    private static final String MESSAGE = "message";
    private static final String CONTENT = "content";

    private final StoredRuns stored;
    private final RunVersions versions;
    private final MessageQueue queue;
    private final Clock clock;

    Reruns(StoredRuns stored, RunVersions versions, MessageQueue queue, Clock clock) {
        this.stored = stored;
        this.versions = versions;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Starts a new run, durably, with what the old one began with; of {@code message} and {@code metadata} only the
     * given fields are others. All its effects are new ones. Each call is a new run.
     *
     * @throws IllegalArgumentException if the run or the version is unknown
     */
    public RunId start(RunId old, Replay replay) {
        var id = new RunId(UuidCreator.getTimeOrderedEpoch(clock.instant()));
        start(old, replay, id);
        return id;
    }

    /** The same under a given id; may be repeated. */
    void start(RunId old, Replay replay, RunId id) {
        var run = stored.find(old).orElseThrow(() -> new IllegalArgumentException("There is no run '" + old + "'"));
        var version = versions.find(run.flowId(), replay.version(), run.version());
        queue.accept(new Envelope(
                id.value(),
                FlowReceiver.CHANNEL,
                run.flowId() + FlowReceiver.PINNED + version.version(),
                "run:" + id,
                List.of(Mark.both("rerun|" + id, MARKED)),
                Json.text(beginning(run, replay)),
                clock.instant()));
        LOG.info("run={} does run={} again by={}", id, old, replay.by());
    }

    private static Map<String, @Nullable Object> beginning(StoredRun run, Replay replay) {
        var context = Json.map(run.payload());
        var input = replay.input();
        if (input != null) {
            var before = content(context);
            input.forEach((name, value) -> context.put(name, merged(name, context.get(name), value)));
            for (var copy : List.of("originalMessage", "rawMessage")) {
                if (!input.containsKey(copy) && before != null && before.equals(context.get(copy))) {
                    context.put(copy, content(context));
                }
            }
        }
        var metadata = fields(context.get(METADATA));
        metadata.remove(SubRuns.PARENT);
        metadata.put(RunOrigin.RERUN_OF, run.id().toString());
        metadata.put("rerunBy", replay.by());
        context.put(METADATA, metadata);
        return context;
    }

    private static @Nullable Object content(Map<String, @Nullable Object> context) {
        return fields(context.get(MESSAGE)).get(CONTENT);
    }

    private static @Nullable Object merged(String name, @Nullable Object old, @Nullable Object value) {
        if ((!name.equals(MESSAGE) && !name.equals(METADATA)) || !(value instanceof Map<?, ?>)) {
            return value;
        }
        var merged = fields(old);
        merged.putAll(fields(value));
        return merged;
    }

    private static Map<String, @Nullable Object> fields(@Nullable Object value) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, one) -> fields.put(String.valueOf(name), one));
        }
        return fields;
    }
}
