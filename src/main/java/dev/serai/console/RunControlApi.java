package dev.serai.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.engine.Replay;
import dev.serai.engine.Reruns;
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
import org.springframework.stereotype.Component;
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

    private static final String SOMEBODY = "somebody";

    private final Runs runs;
    private final RunControl control;
    private final Reruns reruns;
    private final Signals signals;
    private final Events events;
    private final Clock clock;

    RunControlApi(Runs runs, Doing doing, Signals signals, Events events, Clock clock) {
        this.runs = runs;
        this.control = doing.control();
        this.reruns = doing.reruns();
        this.signals = signals;
        this.events = events;
        this.clock = clock;
    }

    /** Those who do it. */
    @Component
    record Doing(RunControl control, Reruns reruns) {}

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

    /** Which effects on the world outside would happen again if the run were retried, or done again, like this. */
    @GetMapping("/api/runs/{runId}/repeats")
    Reply repeats(
            @PathVariable String runId,
            @RequestParam(required = false) @Nullable String fromNode,
            @RequestParam(required = false) @Nullable String version,
            @RequestParam(defaultValue = "false") boolean effects,
            @RequestParam(defaultValue = "false") boolean rerun) {
        known(runId);
        var id = RunId.of(runId);
        var replay = new Replay(fromNode, version, null, effects, SOMEBODY);
        return Reply.of(rerun ? control.wouldRepeatAll(id) : control.wouldRepeat(id, replay));
    }

    /** Has a run go on from the node that failed, or from an earlier one. */
    @PostMapping("/api/runs/{runId}/retry")
    Reply retry(@PathVariable String runId, @RequestBody(required = false) @Nullable ObjectNode data) {
        known(runId);
        var body = Body.of(data, "fromNode", "version", "input", "effects", "by");
        var replay = new Replay(
                body.text("fromNode"),
                body.text("version"),
                body.object("input"),
                body.flag("effects"),
                body.text("by", SOMEBODY));
        control.retry(RunId.of(runId), replay);
        return Reply.of(Map.of("runId", runId, "retried", true));
    }

    /** Does all of a run again, as a new one. */
    @PostMapping("/api/runs/{runId}/rerun")
    Reply rerun(@PathVariable String runId, @RequestBody(required = false) @Nullable ObjectNode data) {
        known(runId);
        var body = Body.of(data, "version", "input", "by");
        var replay = new Replay(null, body.text("version"), body.object("input"), true, body.text("by", SOMEBODY));
        var id = reruns.start(RunId.of(runId), replay);
        return Reply.of(Map.of("runId", id.toString(), "rerunOf", runId));
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
