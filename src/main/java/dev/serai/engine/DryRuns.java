package dev.serai.engine;

import dev.serai.flow.FlowDefinition;
import dev.serai.flow.FlowVersion;
import dev.serai.flow.NodeType;
import dev.serai.queue.Members;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compiles flows and runs them on their real routes, in memory: nothing is stored or sent, and nodes that reach outside
 * have stand-ins. Used by one thread.
 */
public final class DryRuns implements AutoCloseable {

    private static final EngineProperties SMALL =
            new EngineProperties(1, 1, Duration.ofSeconds(30), Duration.ZERO, 1, Duration.ofSeconds(60));

    private static final int MOST_WAITS = 1000;

    @SuppressWarnings("resource") // closed with this
    private final DefaultCamelContext camel = new DefaultCamelContext();

    private final Map<RunId, Map<String, DryRun.StandIn>> standIns = new ConcurrentHashMap<>();
    private final List<Segment> kept = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private final Segments segments;
    private final NodeAttempts attempts;
    private final EngineHost host;

    /**
     * @param kinds the node types
     * @param clock the time nodes see; pauses between attempts take none
     */
    public DryRuns(List<NodeKind<?>> kinds, Clock clock) {
        this(camel -> kinds, clock);
    }

    /**
     * @param kinds the node types, made for the Camel they will work in
     * @param clock the time nodes see; pauses between attempts take none
     */
    public DryRuns(Function<CamelContext, List<NodeKind<?>>> kinds, Clock clock) {
        this.clock = clock;
        this.segments = new Segments(new Memory(camel, kept), SMALL);
        this.attempts = new NodeAttempts(clock, pause -> {});
        var standing =
                kinds.apply(camel).stream().<NodeKind<?>>map(this::stoodIn).toList();
        this.host = new EngineHost(camel, new Kinds(standing), new NodeRunner(segments, attempts, SMALL));
        camel.start();
    }

    private <S extends Record> NodeKind<S> stoodIn(NodeKind<S> kind) {
        return new StoodIn<>(kind, standIns);
    }

    /** The Camel routes of a flow, as YAML. */
    public String camel(FlowDefinition flow) {
        return RouteYaml.of(host.compiled(version(flow)).routes());
    }

    /**
     * Runs a flow to its end.
     *
     * @param payload JSON text of the context it begins with
     * @param instead of the work of these nodes; one that reaches outside must have a stand-in
     */
    public DryRun run(FlowDefinition flow, String payload, Map<String, DryRun.StandIn> instead) {
        var id = new RunId(UUID.randomUUID());
        var start = new Run.Start(id, host.compiled(version(flow)), payload, clock.instant(), clock.instant(), false);
        standIns.put(id, instead);
        kept.clear();
        try {
            return conduct(new Run(start, Json.map(payload)));
        } finally {
            standIns.remove(id);
        }
    }

    /** What a run waits for comes at once, as if its time had passed. */
    private DryRun conduct(Run first) {
        var run = first;
        var failure = send(run);
        for (int round = 0; failure == null && run.parked() && round < MOST_WAITS; round++) {
            segments.park(run);
            run = later(run);
            failure = send(run);
        }
        var error = failure == null ? null : String.valueOf(failure.getMessage());
        var status = failure == null ? run.end() : RunStatus.FAILED;
        segments.finish(run, status, clock.instant(), error);
        return new DryRun(status.word(), error, turns(), writes());
    }

    private @Nullable Exception send(Run run) {
        var exchange = new DefaultExchange(camel);
        exchange.setVariable(Run.VARIABLE, run);
        try (var producer = camel.createProducerTemplate()) {
            producer.send(run.flow().entry(), exchange);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return exchange.getException();
    }

    private Run later(Run before) {
        var start = before.start();
        var executions =
                kept.stream().flatMap(segment -> segment.executions().stream()).toList();
        var waits = kept.stream()
                .flatMap(segment -> segment.rest().parkings().stream())
                .map(parking -> new StoredWait(parking.turn(), clock.instant(), null, 0))
                .toList();
        var run = new Run(
                new Run.Start(start.id(), start.flow(), start.payload(), start.receivedAt(), start.startedAt(), true),
                Json.map(start.payload()));
        run.remember(executions, waits);
        return run;
    }

    private List<DryRun.Turn> turns() {
        return kept.stream()
                .flatMap(segment -> segment.executions().stream())
                .filter(one -> one.status() != Execution.Status.BEGUN)
                .map(one -> new DryRun.Turn(
                        one.node(),
                        one.status().word(),
                        one.attempt(),
                        one.memory().output(),
                        one.error()))
                .toList();
    }

    private List<Write> writes() {
        var writes = new ArrayList<Write>();
        kept.forEach(segment -> writes.addAll(segment.writes()));
        return writes;
    }

    private FlowVersion version(FlowDefinition flow) {
        return new FlowVersion(flow, "", flow.id(), "", clock.instant());
    }

    @Override
    public void close() {
        segments.destroy();
        attempts.destroy();
        camel.stop();
    }

    /** There is no other hub. */
    private static final class Alone implements Members {

        @Override
        public Owner self() {
            return new Owner("dry", 1);
        }

        @Override
        public Set<Owner> living() {
            return Set.of(self());
        }
    }

    /** Keeps segments where a database would. */
    private static final class Memory extends RunStore {

        private final List<Segment> kept;

        Memory(DefaultCamelContext camel, List<Segment> kept) {
            super(camel.createProducerTemplate(), new TransactionTemplate(), () -> {}, new Alone());
            this.kept = kept;
        }

        @Override
        void write(List<Segment> segments) {
            kept.addAll(segments);
        }
    }

    /** A node type whose nodes do what their run's stand-ins say. */
    private record StoodIn<S extends Record>(NodeKind<S> kind, Map<RunId, Map<String, DryRun.StandIn>> standIns)
            implements NodeKind<S> {

        @Override
        public NodeType type() {
            return kind.type();
        }

        @Override
        public Effect effect() {
            return kind.effect();
        }

        @Override
        public Duration timeLimit() {
            return kind.timeLimit();
        }

        @Override
        public Outcome run(S settings, Step step) {
            var said = standIns.getOrDefault(step.run(), Map.of()).get(step.node());
            return switch (said == null ? unsaid() : said) {
                case DryRun.StandIn.Output output -> Outcome.of(output.fields());
                case DryRun.StandIn.Failure failure -> throw new NodeFailed(failure.reason(), true, null);
                case DryRun.StandIn.Work work -> kind.run(settings, step);
            };
        }

        @Override
        public Outcome wake(S settings, Step step, Wake wake) {
            return kind.wake(settings, step, wake);
        }

        private DryRun.StandIn unsaid() {
            if (kind.effect() != Effect.NONE) {
                throw new NodeFailed("it reaches outside and there is no stand-in for it", false, null);
            }
            return new DryRun.StandIn.Work();
        }

        /** What reaches outside is not made ready either. */
        @Override
        public void prepare(S settings) {
            if (kind.effect() == Effect.NONE) {
                kind.prepare(settings);
            }
        }

        @Override
        public void weave(ProcessorDefinition<?> route, Weave<S> weave) {
            kind.weave(route, weave);
        }

        @Override
        public Optional<Outcome> lookUp(S settings, Step step) {
            return kind.lookUp(settings, step);
        }
    }
}
