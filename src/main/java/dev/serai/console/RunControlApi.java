package dev.serai.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.engine.RunControl;
import dev.serai.engine.RunId;
import dev.serai.engine.RunView;
import dev.serai.engine.Runs;
import dev.serai.engine.Signals;
import dev.serai.trigger.Event;
import dev.serai.trigger.Events;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people do to runs: take them on, call them off, have them go on; and what happens outside of them. */
@RestController
class RunControlApi {

    private final Runs runs;
    private final RunControl control;
    private final Signals signals;
    private final Events events;
    private final Clock clock;

    RunControlApi(Runs runs, RunControl control, Signals signals, Events events, Clock clock) {
        this.runs = runs;
        this.control = control;
        this.signals = signals;
        this.events = events;
        this.clock = clock;
    }

    /** Takes on a run that waits for a person: {@code {"nodeId", "by", "note"}}. */
    @PostMapping("/api/runs/{runId}/resume")
    Reply resume(@PathVariable String runId, @RequestBody Map<String, Object> data) {
        var run = known(runId);
        var event = new LinkedHashMap<String, Object>(data);
        event.put("runId", run.runId());
        var taken = signals.send(Signals.MANUAL, event);
        return Reply.of(Map.of("runId", run.runId(), "taken", taken > 0));
    }

    /** Calls a run off: {@code {"by", "why"}}. */
    @PostMapping("/api/runs/{runId}/cancel")
    Reply cancel(@PathVariable String runId, @RequestBody Map<String, String> data) {
        known(runId);
        var cancelled = control.cancel(
                RunId.of(runId), data.getOrDefault("by", "somebody"), data.getOrDefault("why", "no reason given"));
        return Reply.of(Map.of("runId", runId, "cancelled", cancelled));
    }

    /** Which effects on the world outside would come again if the run went on from this node. */
    @GetMapping("/api/runs/{runId}/repeats")
    Reply repeats(@PathVariable String runId, @RequestParam String fromNode) {
        known(runId);
        return Reply.of(control.wouldRepeat(RunId.of(runId), fromNode));
    }

    /** Has a run go on from the node that failed, or from an earlier one: {@code {"fromNode", "by"}}. */
    @PostMapping("/api/runs/{runId}/retry")
    Reply retry(@PathVariable String runId, @RequestBody Map<String, String> data) {
        known(runId);
        var retried = control.retry(RunId.of(runId), data.get("fromNode"), data.getOrDefault("by", "somebody"));
        return Reply.of(Map.of("runId", runId, "retried", retried));
    }

    /**
     * Tells an event: flows that listen for it start, runs that wait for it go on. The body is its fields; an event
     * that is told again with the same {@code Idempotency-Key} starts nothing twice.
     */
    @PostMapping("/api/events/{event}")
    Reply event(
            @PathVariable String event,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody ObjectNode fields) {
        var id = key == null ? UUID.randomUUID().toString() : key;
        events.publish(new Event(id, event, clock.instant(), fields));
        return Reply.of(Map.of("event", event, "woken", signals.send(event, fields)));
    }

    private RunView known(String runId) {
        return runs.find(RunId.of(runId)).orElseThrow(() -> new NotFound("run", runId));
    }
}
