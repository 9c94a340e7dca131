package dev.serai.engine;

import dev.serai.flow.FlowDefinition;
import dev.serai.flow.FlowVersion;
import dev.serai.queue.Members;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compiles flows and runs them on their real routes, in memory: nothing is stored or sent, and nodes that reach outside
 * have stand-ins. Used by one thread, one run after the other.
 */
public final class DryRuns implements AutoCloseable {

    @SuppressWarnings("resource") // closed with this
    private final DefaultCamelContext camel = new DefaultCamelContext();

    private final Map<RunId, StoodIn.Cast> casts = new ConcurrentHashMap<>();
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
        this.segments = new Segments(new Memory(camel, kept), EngineProperties.SMALL, event -> {});
        this.attempts = new NodeAttempts(clock, pause -> {});
        var standing =
                kinds.apply(camel).stream().<NodeKind<?>>map(this::stoodIn).toList();
        this.host =
                new EngineHost(camel, new Kinds(standing), new NodeRunner(segments, attempts, EngineProperties.SMALL));
        camel.start();
    }

    private <S extends Record> NodeKind<S> stoodIn(NodeKind<S> kind) {
        return new StoodIn<>(kind, casts);
    }

    /** The Camel routes of a flow, as YAML. */
    public String camel(FlowDefinition flow) {
        return RouteYaml.of(compiled(flow).routes());
    }

    /**
     * Begins a run; it has not done anything yet. The same flow and payload give the same run, with the same id.
     *
     * @param payload JSON text of the context it begins with
     * @param instead of the work of these nodes; one that reaches outside must have a stand-in
     */
    public Rehearsal begin(FlowDefinition flow, String payload, Map<String, DryRun.StandIn> instead) {
        var id = new RunId(UUID.nameUUIDFromBytes((flow.id() + "\n" + payload).getBytes(StandardCharsets.UTF_8)));
        var now = clock.instant();
        casts.clear();
        casts.put(id, new StoodIn.Cast(instead));
        kept.clear();
        return new Rehearsal(new Stage(), new Run.Start(id, compiled(flow), payload, now, now, false));
    }

    /**
     * Like {@link #begin}, and goes on to the end: whatever the run waits for comes at once, as if its time had passed.
     */
    public DryRun run(FlowDefinition flow, String payload, Map<String, DryRun.StandIn> instead) {
        var rehearsal = begin(flow, payload, instead);
        rehearsal.rush();
        return rehearsal.soFar();
    }

    /** What a run on its way needs of its surroundings. */
    final class Stage {

        Instant now() {
            return clock.instant();
        }

        /** All that was committed so far. */
        List<Segment> kept() {
            return kept;
        }

        /** Sends it through its route; answers why it failed. */
        @Nullable
        Exception send(Run run) {
            var exchange = new DefaultExchange(camel);
            exchange.setVariable(Run.VARIABLE, run);
            run.flow().send(exchange);
            return exchange.getException();
        }

        void park(Run run) {
            segments.park(run);
        }

        void finish(Run run, RunStatus status, @Nullable String error) {
            segments.finish(run, status, clock.instant(), error);
        }
    }

    /** Two texts may call themselves the same version; the later one counts. */
    private CompiledFlow compiled(FlowDefinition flow) {
        var version = new FlowVersion(flow, "", flow.id(), "", clock.instant());
        var compiled = host.compiled(version);
        if (compiled.version().definition().equals(flow)) {
            return compiled;
        }
        try {
            host.remove(compiled);
        } catch (Exception e) {
            throw new IllegalStateException("The routes of flow '" + flow.id() + "' cannot be replaced", e);
        }
        return host.compiled(version);
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
}
