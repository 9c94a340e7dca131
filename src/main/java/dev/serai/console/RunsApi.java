package dev.serai.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.engine.RunId;
import dev.serai.engine.Runs;
import dev.serai.trigger.ApiTrigger;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Runs: start one, look at one, list the newest. */
@RestController
class RunsApi {

    private static final int MOST = 500;

    private final Runs runs;
    private final ApiTrigger trigger;
    private final RunStream stream;
    private final ObjectMapper json;

    RunsApi(Runs runs, ApiTrigger trigger, RunStream stream, ObjectMapper json) {
        this.runs = runs;
        this.trigger = trigger;
        this.stream = stream;
        this.json = json;
    }

    /** Starts a run; answers when it has ended, or 202 at once if the flow wants it so, or when it takes too long. */
    @PostMapping("/api/flows/{flowId}/runs")
    CompletableFuture<ResponseEntity<Reply>> start(@PathVariable String flowId, @RequestBody JsonNode input) {
        var started = trigger.start(flowId, input);
        var accepted = ResponseEntity.accepted().body(Reply.of(RunStream.running(started.runId())));
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

    /** Starts a run and tells the caller how it goes. */
    @PostMapping(value = "/api/flows/{flowId}/runs", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter follow(@PathVariable String flowId, @RequestBody JsonNode input) {
        return stream.follow(trigger.start(flowId, input));
    }

    private JsonNode tree(String answer) {
        try {
            return json.readTree(answer);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("The engine's answer is not JSON", e);
        }
    }

    @GetMapping("/api/runs/{runId}")
    Reply run(@PathVariable String runId) {
        return Reply.of(runs.find(RunId.of(runId)).orElseThrow(() -> new NotFound("run", runId)));
    }

    @GetMapping("/api/runs")
    Reply list(@RequestParam(required = false) @Nullable String flowId, @RequestParam(defaultValue = "50") int limit) {
        return Reply.of(runs.list(flowId, Math.clamp(limit, 1, MOST)));
    }
}
