package dev.serai.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.engine.RunId;
import dev.serai.engine.RunView;
import dev.serai.engine.Runs;
import dev.serai.trigger.ApiTrigger;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells a caller how its run goes, as Server-Sent Events: {@code started}, then for each node {@code node}, then
 * {@code result}, or {@code running} when the caller has waited long enough or the flow wants nobody to wait. The nodes
 * are told when the run has ended.
 */
@Component
class RunStream {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Runs runs;
    private final ObjectMapper json;

    RunStream(Runs runs, ObjectMapper json) {
        this.runs = runs;
        this.json = json;
    }

    /** What a caller gets to see of a node. */
    record Node(String nodeId, String nodeType, String status, double durationMs, JsonNode output) {

        static Node of(RunView.NodeView view) {
            return new Node(view.nodeId(), view.nodeType(), view.status(), view.durationMs(), view.output());
        }
    }

    /** Follows the run on a thread of its own; ends when the run ends, the patience or the caller. */
    SseEmitter follow(ApiTrigger.Started started) {
        var out = new SseEmitter(0L); // the answer has a time limit of its own
        Thread.ofVirtual().name("run-stream-" + started.runId()).start(() -> {
            try {
                tell(started, out);
                out.complete();
            } catch (IOException gone) {
                out.completeWithError(gone);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                out.completeWithError(e);
            } catch (RuntimeException e) {
                out.completeWithError(e);
            }
        });
        return out;
    }

    private void tell(ApiTrigger.Started started, SseEmitter out) throws IOException, InterruptedException {
        var running = running(started.runId());
        send(out, "started", running);
        if (started.async()) {
            return;
        }
        try {
            var answer = await(started, out);
            for (var node : nodes(started.runId())) {
                send(out, "node", node);
            }
            send(out, "result", json.readTree(answer));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw new IllegalStateException("Run " + started.runId() + " could not be waited for", e);
            }
            send(out, "running", running);
        }
    }

    static Map<String, Object> running(UUID run) {
        return Map.of("runId", run, "status", "running", "url", "/api/runs/" + run);
    }

    /** A sign of life now and then keeps what is between us and the caller from hanging up. */
    private static String await(ApiTrigger.Started started, SseEmitter out)
            throws IOException, InterruptedException, ExecutionException {
        while (true) {
            try {
                return started.answer().get(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                out.send(SseEmitter.event().comment("running"));
            }
        }
    }

    private List<Node> nodes(UUID run) {
        return runs.find(new RunId(run)).stream()
                .flatMap(view -> view.nodes().stream())
                .map(Node::of)
                .toList();
    }

    private static void send(SseEmitter out, String name, Object data) throws IOException {
        out.send(SseEmitter.event().name(name).data(data, MediaType.APPLICATION_JSON));
    }
}
