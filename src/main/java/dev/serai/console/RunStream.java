package dev.serai.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.engine.RunEvent;
import dev.serai.engine.RunId;
import dev.serai.engine.RunView;
import dev.serai.engine.Runs;
import dev.serai.trigger.ApiTrigger;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells a caller how a run goes, as Server-Sent Events: {@code started}, then {@code node} for each turn of a node as
 * soon as it is in the log, then {@code result}, or {@code running} when the caller has waited long enough or the flow
 * wants nobody to wait.
 */
@Component
class RunStream {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Runs runs;
    private final ObjectMapper json;
    private final ConcurrentHashMap<RunId, List<Watch>> watches = new ConcurrentHashMap<>();

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

    /** Follows the run a caller starts on a thread of its own; ends when the run ends, the patience or the caller. */
    SseEmitter follow(ApiTrigger.Started started) {
        return follow(new RunId(started.runId()), watch -> tell(started, watch));
    }

    /** Follows any run; ends when the run ends or the caller. */
    SseEmitter follow(RunId run) {
        return follow(run, watch -> tell(run, watch));
    }

    /** What is done on the thread of a caller. */
    @FunctionalInterface
    private interface Telling {
        void tell(Watch watch) throws IOException, InterruptedException;
    }

    private SseEmitter follow(RunId run, Telling telling) {
        var out = new SseEmitter(0L); // the answer has a time limit of its own
        var watch = new Watch(run, out, new Semaphore(0), new AtomicInteger());
        watches.compute(run, (any, others) -> {
            var all = others == null ? new CopyOnWriteArrayList<Watch>() : others;
            all.add(watch);
            return all;
        });
        Thread.ofVirtual().name("run-stream-" + run).start(() -> {
            try {
                telling.tell(watch);
                out.complete();
            } catch (IOException gone) {
                out.completeWithError(gone);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                out.completeWithError(e);
            } catch (RuntimeException e) {
                out.completeWithError(e);
            } finally {
                watches.computeIfPresent(run, (any, all) -> {
                    all.remove(watch);
                    return all.isEmpty() ? null : all;
                });
            }
        });
        return out;
    }

    /** A node's turn, or the end of a run, wakes those who follow it. */
    @EventListener
    void on(RunEvent event) {
        var following = watches.get(event.run());
        if (following != null) {
            following.forEach(watch -> watch.news().release());
        }
    }

    /**
     * Somebody who follows a run.
     *
     * @param news has a permit when there is something to tell
     * @param told how many of the log's lines are told
     */
    private record Watch(RunId run, SseEmitter out, Semaphore news, AtomicInteger told) {

        void send(String name, Object data) throws IOException {
            out.send(SseEmitter.event().name(name).data(data, MediaType.APPLICATION_JSON));
        }

        /** Waits for news; a sign of life now and then keeps what is between us and the caller from hanging up. */
        void await() throws IOException, InterruptedException {
            if (!news.tryAcquire(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                out.send(SseEmitter.event().comment("running"));
            }
            news.drainPermits();
        }

        void nodes(RunView run) throws IOException {
            for (var node : run.nodes()
                    .subList(
                            Math.min(told.get(), run.nodes().size()),
                            run.nodes().size())) {
                send("node", Node.of(node));
                told.incrementAndGet();
            }
        }
    }

    private void tell(RunId run, Watch watch) throws IOException, InterruptedException {
        watch.send("started", running(run.value()));
        while (true) {
            var now = runs.find(run).orElseThrow(() -> new NotFound("run", run));
            watch.nodes(now);
            if (now.finishedAt() != null) {
                watch.send("result", result(now));
                return;
            }
            watch.await();
        }
    }

    private static Map<String, @Nullable Object> result(RunView run) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("runId", run.runId());
        result.put("status", run.status());
        result.put("result", run.result());
        result.put("error", run.error());
        return result;
    }

    private void tell(ApiTrigger.Started started, Watch watch) throws IOException, InterruptedException {
        var running = running(started.runId());
        watch.send("started", running);
        if (started.async()) {
            return;
        }
        var unused =
                started.answer().whenComplete((answer, failure) -> watch.news().release());
        while (!started.answer().isDone()) {
            watch.await();
            if (!started.answer().isDone()) {
                nodes(watch);
            }
        }
        try {
            var answer = started.answer().get();
            nodes(watch);
            watch.send("result", json.readTree(answer));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw new IllegalStateException("Run " + started.runId() + " could not be waited for", e);
            }
            watch.send("running", running);
        }
    }

    private void nodes(Watch watch) throws IOException {
        var run = runs.find(watch.run());
        if (run.isPresent()) {
            watch.nodes(run.get());
        }
    }

    static Map<String, Object> running(UUID run) {
        var running = new LinkedHashMap<String, Object>();
        running.put("runId", run);
        running.put("status", "running");
        running.put("url", "/api/runs/" + run);
        return running;
    }
}
