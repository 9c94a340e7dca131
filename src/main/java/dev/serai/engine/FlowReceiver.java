package dev.serai.engine;

import dev.serai.flow.FlowVersion;
import dev.serai.flow.Flows;
import dev.serai.flow.Semver;
import dev.serai.queue.Delivery;
import dev.serai.queue.Envelope;
import dev.serai.queue.Receiver;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Starts a run for each envelope on the channel {@code flow}, and goes on with it when the envelope comes again. The
 * address names the flow, the payload is the context the run begins with.
 */
@Component
class FlowReceiver implements Receiver {

    static final String CHANNEL = "flow";

    private final Flows flows;
    private final EngineHost host;
    private final StoredRuns runs;
    private final Conductor conductor;
    private final Clock clock;

    FlowReceiver(Flows flows, EngineHost host, StoredRuns runs, Conductor conductor, Clock clock) {
        this.flows = flows;
        this.host = host;
        this.runs = runs;
        this.conductor = conductor;
        this.clock = clock;
    }

    @Override
    public boolean serves(String channel) {
        return channel.equals(CHANNEL);
    }

    @Override
    public void receive(Delivery delivery) {
        var envelope = delivery.envelope();
        var id = new RunId(envelope.id());
        var stored = delivery.redelivered() ? runs.find(id) : Optional.<StoredRun>empty();
        if (stored.isEmpty()) {
            conductor.conduct(begin(id, envelope));
        } else if (stored.get().status().finished()) {
            var end = stored.get();
            conductor.answer(id, end.status(), end.result(), end.error());
        } else {
            conductor.conduct(goOn(stored.get(), envelope));
        }
    }

    private Run begin(RunId id, Envelope envelope) {
        var version = flows.active(envelope.address())
                .orElseThrow(() -> new IllegalStateException("No version of flow '" + envelope.address()
                        + "' is active; publish or activate one and put this message back"));
        return run(new Run.Start(
                id, host.compiled(version), envelope.payload(), envelope.receivedAt(), clock.instant(), false));
    }

    private Run goOn(StoredRun stored, Envelope envelope) {
        var version = version(stored.flowId(), stored.version());
        var run = run(new Run.Start(
                stored.id(),
                host.compiled(version),
                envelope.payload(),
                envelope.receivedAt(),
                stored.startedAt(),
                true));
        stored.executions().forEach(run::remember);
        return run;
    }

    private FlowVersion version(String flowId, String version) {
        return flows.find(flowId, Semver.of(version))
                .orElseThrow(() -> new IllegalStateException(
                        "Version " + version + " of flow '" + flowId + "' is gone; its runs cannot go on"));
    }

    private static Run run(Run.Start start) {
        return new Run(start, Json.map(start.payload()));
    }
}
