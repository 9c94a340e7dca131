package dev.serai.engine;

import dev.serai.queue.Replies;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Sends a run through its route from the start, commits how it ended and tells whoever waits for it. */
@Component
class Conductor {

    private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);

    private final CamelContext camel;
    private final Keeping keeping;
    private final Replies replies;
    private final Voice voice;
    private final ConcurrentHashMap<RunId, Run> inHand = new ConcurrentHashMap<>();

    Conductor(CamelContext camel, Keeping keeping, Replies replies, Voice voice) {
        this.camel = camel;
        this.keeping = keeping;
        this.replies = replies;
        this.voice = voice;
    }

    /** Where runs are kept: in the database and, while they wait, at hand. */
    @Component
    record Keeping(Segments segments, Contexts contexts, List<FailureNotes> notes) {

        void park(Run run) {
            var wanted = contexts.wants(run);
            segments.park(run);
            if (wanted) {
                contexts.keep(run);
            }
        }

        void fail(Run run, Instant at, String reason) {
            var failure =
                    new FailureNotes.Failure(run.id(), run.flow().version().flowId(), reason, at);
            notes.forEach(note -> run.store(note.of(failure)));
            finish(run, RunStatus.FAILED, at, reason);
        }

        void finish(Run run, RunStatus status, Instant at, @Nullable String error) {
            segments.finish(run, status, at, error);
            if (run.waited()) {
                contexts.forget(run.id());
            }
        }
    }

    /** The time it is, and the ears of the modules above. */
    @Component
    record Voice(Clock clock, ApplicationEventPublisher events) {}

    /**
     * Runs it to its end, or until it has to wait; what its finished nodes left is taken from memory.
     *
     * @throws RuntimeException when it could not be committed; then it is to be delivered again
     */
    void conduct(Run run) {
        run.flow().inFlight().incrementAndGet();
        inHand.put(run.id(), run);
        try {
            var exchange = new DefaultExchange(camel);
            exchange.setVariable(Run.VARIABLE, run);
            run.flow().send(exchange);
            finish(run, exchange.getException());
        } finally {
            inHand.remove(run.id(), run);
            run.flow().inFlight().decrementAndGet();
        }
    }

    /** A run that is on its way in this process stops before its next node. */
    void cancel(RunId id) {
        keeping.contexts().forget(id);
        var run = inHand.get(id);
        if (run != null) {
            run.cancel();
        }
    }

    /** Whether a run is on its way in this process. */
    boolean holds(RunId id) {
        return inHand.containsKey(id);
    }

    private void finish(Run run, @Nullable Exception failure) {
        var flow = run.flow().version().flowId();
        var now = voice.clock().instant();
        if (run.cancelled()) {
            answer(run.id(), RunStatus.CANCELLED, run.result(), null);
            return;
        }
        if (failure == null && run.parked()) {
            var due = run.due();
            keeping.park(run);
            voice.events()
                    .publishEvent(
                            new RunEvent.Waiting(run.id(), run.flow().version().flowId(), due));
            return;
        }
        if (failure == null) {
            keeping.finish(run, run.end(), now, null);
            tellParent(run, run.end());
            answer(run.id(), run.end(), run.result(), null);
            voice.events()
                    .publishEvent(new RunEvent.Finished(
                            run.id(), flow, Duration.between(run.start().startedAt(), now)));
        } else if (failure instanceof NodeFailed failed) {
            var reason = String.valueOf(failed.getMessage());
            keeping.fail(run, now, reason);
            tellParent(run, RunStatus.FAILED);
            LOG.error("run={} flow={} failed: {}", run.id(), flow, reason);
            answer(run.id(), RunStatus.FAILED, run.result(), reason);
            voice.events().publishEvent(new RunEvent.Failed(run.id(), flow, reason));
        } else if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        } else {
            throw new CompletionException(failure);
        }
    }

    private void tellParent(Run run, RunStatus status) {
        if (run.frame().context().field("metadata") instanceof Map<?, ?> metadata
                && metadata.containsKey(SubRuns.PARENT)) {
            voice.events().publishEvent(new RunEvent.SubRunEnded(run.id(), status));
        }
    }

    /** Tells how a run ended to whoever waits for it, if somebody does. */
    void answer(RunId id, RunStatus status, Object result, @Nullable String error) {
        if (replies.awaited(id.value())) {
            var answer = new LinkedHashMap<String, @Nullable Object>();
            answer.put("runId", id.toString());
            answer.put("status", status.word());
            answer.put("result", result);
            answer.put("error", error);
            replies.reply(id.value(), Json.text(answer));
        }
    }
}
