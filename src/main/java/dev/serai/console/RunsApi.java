package dev.serai.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.engine.RunFilter;
import dev.serai.engine.RunId;
import dev.serai.engine.Runs;
import dev.serai.trigger.ApiTrigger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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

/** Runs: start one, look at one or follow it, search them. */
@RestController
class RunsApi {

    private static final int MOST = 200;
    private static final int USUAL = 50;
    private static final List<String> LEVELS = List.of("FATAL", "ERROR", "WARNING", "INFO");

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

    /** One run; of its nodes only those whose level is one of these, if any is named. */
    @GetMapping("/api/runs/{runId}")
    Reply run(@PathVariable String runId, @RequestParam(required = false) @Nullable String level) {
        var run = runs.find(RunId.of(runId)).orElseThrow(() -> new NotFound("run", runId));
        return Reply.of(level == null ? run : run.only(levels(level)));
    }

    private static List<String> levels(String asked) {
        var levels = Arrays.stream(asked.split(","))
                .map(one -> one.strip().toUpperCase(Locale.ROOT))
                .toList();
        levels.stream().filter(one -> !LEVELS.contains(one)).findFirst().ifPresent(wrong -> {
            throw new IllegalArgumentException("level: there is no '" + wrong + "'; use one or more of "
                    + String.join(", ", LEVELS) + ", with commas between them");
        });
        return levels;
    }

    /** Follows a run to its end. */
    @GetMapping(value = "/api/runs/{runId}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@PathVariable String runId) {
        var run = runs.find(RunId.of(runId)).orElseThrow(() -> new NotFound("run", runId));
        return stream.follow(RunId.of(run.runId()));
    }

    /** The newest runs that fit, page by page. */
    @GetMapping("/api/runs")
    Reply search(@RequestParam Map<String, String> asked) {
        var criteria = new TreeMap<>(asked);
        var cursor = criteria.remove("cursor");
        var limit = limit(criteria.remove("limit"));
        return Reply.of(runs.search(new RunFilter(criteria), cursor, limit));
    }

    private static int limit(@Nullable String text) {
        try {
            var limit = text == null ? USUAL : Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("limit: '" + text + "' is no number; use 1 to " + MOST, e);
        }
        throw new IllegalArgumentException("limit: " + text + " is out of bounds; use 1 to " + MOST);
    }
}
