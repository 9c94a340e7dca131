package dev.serai.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells waiting runs of events: what happens outside of them and what some of them wait for. */
@Component
public class Signals {

    /** A person takes a run on; its fields are {@code runId}, {@code nodeId}, {@code by} and {@code note}. */
    public static final String MANUAL = "manual_intervention";

    /** A run that another one started has ended; its fields are {@code runId} and {@code status}. */
    public static final String RUN_FINISHED = "run_finished";

    private final Waits waits;
    private final Alarms alarms;
    private final Clock clock;

    Signals(Waits waits, Alarms alarms, Clock clock) {
        this.waits = waits;
        this.alarms = alarms;
        this.clock = clock;
    }

    @EventListener
    void ended(RunEvent.SubRunEnded event) {
        var unused = send(
                RUN_FINISHED,
                Map.of("runId", event.run().toString(), "status", event.status().word()));
    }

    /**
     * Wakes every run that waits for an event of this name whose {@code match} is contained in the payload, on whatever
     * hub it is. A wait takes the first event that fits; the same event may be told again.
     *
     * @return how many runs of this hub go on
     */
    public int send(String event, Map<String, ? extends @Nullable Object> payload) {
        return send(event, Json.text(payload));
    }

    /** Like {@link #send(String, Map)}. */
    public int send(String event, ObjectNode payload) {
        return send(event, payload.toString());
    }

    private int send(String event, String payload) {
        var runs = waits.signal(event, payload);
        var now = clock.instant();
        runs.forEach(run -> alarms.set(run, now));
        return runs.size();
    }
}
