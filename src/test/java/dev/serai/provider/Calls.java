package dev.serai.provider;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;

/** The call path put together by hand, with pauses that only are noted down. */
final class Calls {

    static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final List<Object> events = new CopyOnWriteArrayList<>();
    final CallEvents teller = new CallEvents(events::add);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CamelContext camel;
    private final ProviderProperties settings;
    private final LogRows rows;

    Calls(CamelContext camel, Map<String, String> settings) {
        this.camel = camel;
        this.settings = Settings.of(settings);
        this.rows = this.settings.log().enabled()
                ? camel.getRegistry().lookupByNameAndType("providerLogRows", LogRows.class)
                : new LogRows(camel, this.settings);
    }

    Models models(ChatProvider... providers) {
        var journal = new ModelJournal(rows, new Meters(meters), teller, clock(), settings);
        return new ConfiguredModels(settings, List.of(providers), new Wires(camel, settings), attempts(), journal);
    }

    Workflows workflows(WorkflowProvider... providers) {
        var journal = new WorkflowJournal(rows, new Meters(meters), teller, clock(), settings);
        return new ConfiguredWorkflows(settings, List.of(providers), new Wires(camel, settings), attempts(), journal);
    }

    private Attempts attempts() {
        return new Attempts(settings.calls().retry(), pauses::add);
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }
}
