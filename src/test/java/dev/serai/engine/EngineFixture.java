package dev.serai.engine;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.cache.CachesFixture;
import dev.serai.cache.KeyValueStore;
import dev.serai.flow.Activation;
import dev.serai.flow.FlowDefinition;
import dev.serai.flow.FlowSource;
import dev.serai.flow.FlowVersion;
import dev.serai.flow.Flows;
import dev.serai.flow.Publication;
import dev.serai.flow.Semver;
import dev.serai.flow.VersionSummary;
import dev.serai.queue.Delivery;
import dev.serai.queue.Envelope;
import dev.serai.queue.QueueFixture;
import dev.serai.queue.Receiver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A whole engine on a real database, wired by hand as one process would have it. */
final class EngineFixture implements AutoCloseable {

    final HikariDataSource database;

    @SuppressWarnings("resource") // closed with the fixture
    final DefaultCamelContext camel = new DefaultCamelContext();

    final JdbcClient jdbc;
    static final int BULK = 7;
    static final EngineProperties PROPERTIES = new EngineProperties(
            256,
            2,
            Duration.ofSeconds(30),
            Duration.ofMillis(20),
            100,
            Duration.ofDays(30),
            BULK,
            Duration.ofSeconds(60),
            new EngineProperties.Context(Duration.ofSeconds(60), 10, 262_144));

    final Runs runs;
    final Contexts contexts;
    final StoredRuns stored;
    final Segments segments;
    final NodeAttempts attempts;
    final EngineHost host;
    final MemoryFlows flows = new MemoryFlows();
    final QueueFixture queue;
    final List<Object> heard = new CopyOnWriteArrayList<>();
    final Signals signals;
    final Alarms alarms;
    final RunControl control;
    final Reruns reruns;
    final RunRetention retention;
    final BulkActions bulk;
    final Rehearsals rehearsals;
    final Recordings recordings;
    final NodeTrials trials;
    private final Clock clock = Clock.systemUTC();
    Runnable onCommit = () -> {};
    private boolean started;
    final List<Duration> pauses = new CopyOnWriteArrayList<>();

    EngineFixture(NodeKind<?>... kinds) throws Exception {
        this(TestDatabase.fresh(), kinds);
    }

    EngineFixture(HikariDataSource database, NodeKind<?>... kinds) throws Exception {
        this(database, CachesFixture.localStore(Clock.systemUTC()), kinds);
    }

    EngineFixture(HikariDataSource database, KeyValueStore store, NodeKind<?>... kinds) throws Exception {
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        this.runs = new Runs(jdbc);
        camel.getRegistry().bind("dataSource", database);
        var later = new AtomicReference<Receiver>();
        queue = QueueFixture.of(database, late(later));
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        var producer = camel.createProducerTemplate();
        var properties = PROPERTIES;
        contexts = new Contexts(store, properties, clock);
        stored = new StoredRuns(jdbc, contexts, properties);
        var rows = new RunStore(producer, transactions, this::fence, queue.members());
        segments = new Segments(rows, properties, this::hear);
        attempts = new NodeAttempts(clock, pauses::add);
        var known = new Kinds(List.of(kinds));
        host = new EngineHost(camel, known, new NodeRunner(segments, attempts, properties));
        for (var route : List.of(
                "engine-runs", "engine-ends", "engine-nodes", "engine-waits", "engine-woken", "engine-cleared")) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.resolveResource(camel, "file:routes/" + route + ".camel.yaml"));
        }
        camel.start();
        var voice = new Conductor.Voice(clock, this::hear);
        var conductor =
                new Conductor(camel, new Conductor.Keeping(segments, contexts, List.of()), queue.answers(), voice);
        var continuation = new Continuation(stored, flows, host, conductor);
        alarms = new Alarms(new Waits(jdbc, queue.members(), clock), continuation, properties, clock);
        alarms.start();
        this.signals = new Signals(new Waits(jdbc, queue.members(), clock), alarms, clock);
        var versions = new RunVersions(flows);
        control = new RunControl(
                jdbc,
                transactions,
                queue.members(),
                new RunControl.Hands(stored, conductor, alarms, known, versions),
                clock);
        reruns = new Reruns(stored, versions, queue.queue(), clock);
        retention = new RunRetention(jdbc, transactions, clock, properties);
        bulk = new BulkActions(
                new BulkRows(jdbc, queue.members(), clock),
                new BulkActions.Doers(runs, control, reruns, known),
                transactions,
                properties,
                clock);
        bulk.start();
        rehearsals = new Rehearsals(known, stored, versions, clock);
        recordings = new Recordings(stored, versions, known, rehearsals);
        trials = new NodeTrials(host, versions, attempts, rows);
        later.set(new FlowReceiver(flows, host, new FlowReceiver.Before(stored, continuation), clock));
    }

    private void hear(Object event) {
        heard.add(event);
        if (event instanceof RunEvent.Waiting waiting) {
            alarms.parked(waiting);
        }
    }

    private void fence() {
        onCommit.run();
        queue.fence().check();
    }

    private static Receiver late(AtomicReference<Receiver> receiver) {
        return new Receiver() {
            @Override
            public boolean serves(String channel) {
                return channel.equals(FlowReceiver.CHANNEL);
            }

            @Override
            public void receive(Delivery delivery) {
                receiver.get().receive(delivery);
            }
        };
    }

    /** Puts a flow to work without asking the checker. */
    FlowVersion publish(FlowDefinition definition) {
        var version = new FlowVersion(
                definition,
                "",
                definition.id() + ".flow.yaml",
                definition.version().toString(),
                Instant.now());
        host.prepare(List.of(version));
        flows.versions.add(version);
        flows.active.put(definition.id(), version);
        return version;
    }

    /** Takes up what is left and what comes in from now on. */
    void start() {
        if (!started) {
            started = true;
            queue.start();
            alarms.ready();
            bulk.ready();
        }
    }

    /** Falls silent as a killed process does. */
    void die() {
        bulk.stop();
        alarms.stop();
        queue.die();
    }

    /** Runs a flow to its end, as a message would. */
    RunView run(String flow, String payload) throws Exception {
        start();
        var envelope = envelope(flow, payload);
        queue.queue().request(envelope, Duration.ofSeconds(30)).get();
        return runs.find(new RunId(envelope.id())).orElseThrow();
    }

    static Envelope envelope(String flow, String payload) {
        return Envelope.of(FlowReceiver.CHANNEL, flow, flow + System.nanoTime(), payload, Instant.now());
    }

    long count(String what) {
        return jdbc.sql("select count(*) from " + what).query(Long.class).single();
    }

    List<String> path(RunView run) {
        return run.nodes().stream().map(RunView.NodeView::nodeId).toList();
    }

    @Override
    public void close() throws Exception {
        bulk.stop();
        alarms.stop();
        queue.close();
        segments.destroy();
        stored.destroy();
        contexts.destroy();
        attempts.destroy();
        camel.close();
        database.close();
    }

    /** Published flows, kept in a list. */
    static final class MemoryFlows implements Flows {

        final List<FlowVersion> versions = new CopyOnWriteArrayList<>();
        final Map<String, FlowVersion> active = new ConcurrentHashMap<>();

        @Override
        public Publication publish(FlowSource source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Publication> publishAll(List<FlowSource> sources) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<FlowVersion> active(String flowId) {
            return Optional.ofNullable(active.get(flowId));
        }

        @Override
        public Optional<FlowVersion> find(String flowId, Semver version) {
            return versions.stream()
                    .filter(one -> one.flowId().equals(flowId) && one.version().equals(version))
                    .findFirst();
        }

        @Override
        public List<VersionSummary> versions(String flowId, @Nullable Semver below, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Activation> activations(String flowId, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Semver> chosen(String flowId) {
            return active(flowId).map(FlowVersion::version);
        }

        @Override
        public Collection<FlowVersion> allActive() {
            return active.values();
        }

        @Override
        public void activate(String flowId, Semver version, String by, String why) {
            active.put(flowId, find(flowId, version).orElseThrow());
        }
    }
}
