package dev.serai.engine;

import dev.serai.flow.FlowVersion;
import dev.serai.flow.Flows;
import dev.serai.flow.Semver;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Begins runs, and goes on with those that are only in the database: after a crash, or when what they waited for has
 * come. A run is in one hand at a time, also while one of its branches waits already and another is still on its way;
 * whoever comes while it is makes that hand look once more.
 */
@Component
class Continuation {

    private final ConcurrentHashMap<RunId, Boolean> inHand = new ConcurrentHashMap<>();
    private final StoredRuns stored;
    private final Flows flows;
    private final EngineHost host;
    private final Conductor conductor;

    Continuation(StoredRuns stored, Flows flows, EngineHost host, Conductor conductor) {
        this.stored = stored;
        this.flows = flows;
        this.host = host;
        this.conductor = conductor;
    }

    /**
     * Goes on with a run as far as it can. One that has ended tells again how; one that is unknown or still has to wait
     * stays as it is. May be repeated.
     *
     * @throws RuntimeException when it could not be committed
     */
    void goOn(RunId id) {
        hold(id, () -> look(id));
    }

    /**
     * Runs a new run as far as it can.
     *
     * @throws RuntimeException when it could not be committed
     */
    void begin(Run run) {
        hold(run.id(), () -> conductor.conduct(run));
    }

    private void hold(RunId id, Runnable first) {
        if (inHand.merge(id, false, (held, again) -> true)) {
            return;
        }
        try {
            first.run();
            while (!inHand.remove(id, false)) {
                inHand.put(id, false);
                look(id);
            }
        } finally {
            inHand.remove(id);
        }
    }

    private void look(RunId id) {
        stored.find(id).ifPresent(this::conduct);
    }

    /** Whether a run is being gone on with at this moment. */
    boolean holds(RunId id) {
        return inHand.containsKey(id);
    }

    private void conduct(StoredRun before) {
        if (before.status().finished()) {
            conductor.answer(before.id(), before.status(), before.result(), before.error());
            return;
        }
        var start = new Run.Start(
                before.id(),
                host.compiled(version(before)),
                before.payload(),
                before.receivedAt(),
                before.startedAt(),
                true);
        var run = new Run(start, Json.map(start.payload()));
        run.rounds(before.rounds());
        run.remember(before.executions(), before.waits());
        conductor.conduct(run);
    }

    private FlowVersion version(StoredRun run) {
        return flows.find(run.flowId(), Semver.of(run.version()))
                .orElseThrow(() -> new IllegalStateException(
                        "Version " + run.version() + " of flow '" + run.flowId() + "' is gone; its runs cannot go on"));
    }
}
