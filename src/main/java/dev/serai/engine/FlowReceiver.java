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

    /** Between the id of a flow and its version, in an address that does not mean the active one. */
    static final String PINNED = "@";

    private final Flows flows;
    private final EngineHost host;
    private final StoredRuns runs;
    private final Continuation continuation;
    private final Clock clock;

    FlowReceiver(Flows flows, EngineHost host, Before before, Clock clock) {
        this.flows = flows;
        this.host = host;
        this.runs = before.runs();
        this.continuation = before.continuation();
        this.clock = clock;
    }

    /** What became of envelopes that come again. */
    @Component
    record Before(StoredRuns runs, Continuation continuation) {}

    @Override
    public boolean serves(String channel) {
        return channel.equals(CHANNEL);
    }

    @Override
    public void receive(Delivery delivery) {
        var envelope = delivery.envelope();
        var id = new RunId(envelope.id());
        var mayComeAgain = delivery.redelivered() || envelope.address().contains(PINNED);
        var stored = mayComeAgain ? runs.find(id) : Optional.<StoredRun>empty();
        if (stored.isEmpty()) {
            continuation.begin(begin(id, envelope));
        } else if (stored.get().status() != RunStatus.WAITING) {
            continuation.goOn(id);
        }
    }

    private Run begin(RunId id, Envelope envelope) {
        var version = version(envelope.address())
                .orElseThrow(() -> new IllegalStateException("No version of flow '" + envelope.address()
                        + "' is active; publish or activate one and put this message back"));
        return run(new Run.Start(
                id, host.compiled(version), envelope.payload(), envelope.receivedAt(), clock.instant(), false));
    }

    private Optional<FlowVersion> version(String address) {
        int at = address.indexOf(PINNED);
        return at < 0
                ? flows.active(address)
                : flows.find(address.substring(0, at), Semver.of(address.substring(at + 1)));
    }

    private static Run run(Run.Start start) {
        return new Run(start, Json.map(start.payload()));
    }
}
