package dev.serai.provider;

import dev.serai.HandClock;
import dev.serai.cache.CachesFixture;
import dev.serai.cache.KeyValueStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The call path put together by hand, with pauses that only are noted down. */
final class Calls {

    static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final List<Object> events = new CopyOnWriteArrayList<>();
    final CallEvents teller = new CallEvents(events::add);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final HandClock clock = new HandClock(NOW);
    final KeyValueStore store;

    /** Ids of models that failed their health checks. */
    final Set<String> down = ConcurrentHashMap.newKeySet();

    private final CamelContext camel;
    private final Wires wires;
    private final ProviderProperties settings;
    private final LogRows rows;
    private final JdbcClient jdbc;

    /** For calls that leave nothing in a database but logs. */
    Calls(CamelContext camel, Map<String, String> settings) {
        this(camel, settings, new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none"));
    }

    Calls(CamelContext camel, Map<String, String> settings, DataSource database) {
        this.camel = camel;
        this.settings = Settings.of(settings);
        this.jdbc = JdbcClient.create(database);
        this.store = CachesFixture.localStore(clock);
        this.wires = new Wires(camel, this.settings);
        this.rows = this.settings.log().enabled()
                ? camel.getRegistry().lookupByNameAndType("providerLogRows", LogRows.class)
                : new LogRows(camel, this.settings);
    }

    Models models(ChatProvider... providers) {
        return over(registry(providers));
    }

    /** Models of the configuration and of more sources. */
    ModelRegistry registry(ChatProvider... providers) {
        var protocols = new Protocols(List.of(providers));
        return registry(protocols, new DeclaredModels(settings, protocols));
    }

    ModelRegistry registry(Protocols protocols, ModelSource... sources) {
        return new ModelRegistry(List.of(sources), protocols, wires, clock());
    }

    /** Asked in the order of a known lot. */
    Models over(ModelRegistry registry) {
        var journal = new ModelJournal(rows, new Meters(meters), teller, clock(), settings);
        var routing = new Routing(down::contains, new Random(7), clock());
        var failover = new Failover(routing, wires, settings.calls().retry(), pauses::add);
        return new RoutedModels(registry, failover, journal);
    }

    /** What asks the models of a registry whether they are well. */
    ModelProbes probes(ModelRegistry registry, Clock clock) {
        return new ModelProbes(registry, wires, settings, clock);
    }

    ProviderProperties settings() {
        return settings;
    }

    Workflows workflows(WorkflowProvider... providers) {
        return hub(providers).workflows();
    }

    /** All that belongs to workflows. */
    record WorkflowHub(Workflows workflows, Interrupts interrupts, WorkflowSweep sweep) {}

    WorkflowHub hub(WorkflowProvider... providers) {
        var journal = new WorkflowJournal(rows, new Meters(meters), teller, clock, settings);
        var known = new KnownWorkflows(settings, List.of(providers));
        var interrupts = interrupts();
        var calls = new WorkflowCalls(known, wires, attempts(), interrupts);
        var runs = new BackgroundRuns(jdbc, clock);
        var background = new BackgroundWorkflows(calls, journal, runs, settings);
        var followed = new FollowedRuns(background, runs, settings, clock, this::pause);
        return new WorkflowHub(
                new ConfiguredWorkflows(
                        known,
                        new AskedWorkflows(calls, journal, new AnswerCache(store)),
                        background,
                        new ResumedWorkflows(calls, followed, journal, interrupts)),
                interrupts,
                new WorkflowSweep(interrupts, background));
    }

    Interrupts interrupts() {
        return new Interrupts(jdbc, clock, settings);
    }

    private Attempts attempts() {
        return new Attempts(settings.calls().retry(), pauses::add);
    }

    /** Time passes by the clock only. */
    private void pause(Duration time) {
        pauses.add(time);
        clock.set(clock.instant().plus(time));
    }

    static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }
}
