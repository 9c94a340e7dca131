package dev.serai.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.engine.Events;
import dev.serai.engine.RunControl;
import dev.serai.engine.RunId;
import dev.serai.engine.RunView;
import dev.serai.engine.Runs;
import dev.serai.trigger.ApiTrigger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs: start one, look at one, list the newest. */
@RestController
class RunsApi {

    private static final int MOST = 500;

    private final Runs runs;
    private final ApiTrigger trigger;
    private final Events events;
    private final RunControl control;
    private final ObjectMapper json;

    RunsApi(Runs runs, RunControl control, Events events, ApiTrigger trigger, ObjectMapper json) {
        this.runs = runs;
        this.events = events;
        this.control = control;
        this.trigger = trigger;
        this.json = json;
    }

    /** Starts a run; answers when it has ended, or 202 at once if the flow wants it so, or when it takes too long. */
    @PostMapping("/api/flows/{flowId}/runs")
    CompletableFuture<ResponseEntity<Reply>> start(@PathVariable String flowId, @RequestBody JsonNode input) {
        var started = trigger.start(flowId, input);
        var accepted = ResponseEntity.accepted()
                .body(Reply.of(
                        Map.of("runId", started.runId(), "status", "running", "url", "/api/runs/" + started.runId())));
        if (started.async()) {
            return CompletableFuture.completedFuture(accepted);
        }
        return started.answer().handle((answer, failure) -> {
            if (failure instanceof TimeoutException) {
                return accepted;
            }
            if (failure != null) {
                throw new IllegalStateException("Run " + started.runId() + " could not be waited for", failure);
            }
            return ResponseEntity.ok(Reply.of(tree(answer)));
        });
    }

    private JsonNode tree(String answer) {
        try {
            return json.readTree(answer);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("The engine's answer is not JSON", e);
        }
    }

    /** Takes on a run that waits for a person: {@code {"nodeId", "by", "note"}}. */
    @PostMapping("/api/runs/{runId}/resume")
    Reply resume(@PathVariable String runId, @RequestBody Map<String, Object> data) {
        var run = known(runId);
        var event = new LinkedHashMap<String, Object>(data);
        event.put("runId", run.runId());
        var taken = events.tell(Events.MANUAL, event);
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

    private RunView known(String runId) {
        return runs.find(RunId.of(runId)).orElseThrow(() -> new NotFound("run", runId));
    }

    /** Tells an event to the runs that wait for it; the body is its fields. */
    @PostMapping("/api/events/{event}")
    Reply event(@PathVariable String event, @RequestBody Map<String, Object> payload) {
        return Reply.of(Map.of("event", event, "woken", events.tell(event, payload)));
    }

    @GetMapping("/api/runs/{runId}")
    Reply run(@PathVariable String runId) {
        return Reply.of(known(runId));
    }

    @GetMapping("/api/runs")
    Reply list(@RequestParam(required = false) @Nullable String flowId, @RequestParam(defaultValue = "50") int limit) {
        return Reply.of(runs.list(flowId, Math.clamp(limit, 1, MOST)));
    }
}
