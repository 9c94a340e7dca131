package dev.serai.provider;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Times every call: {@code serai.provider.calls} by provider, kind, configured name and outcome. */
@Component
class Meters {

    private final MeterRegistry registry;

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    void model(String provider, String name, Outcome outcome, Duration took) {
        record("model", provider, name, outcome, took);
    }

    void workflow(String provider, String name, Outcome outcome, Duration took) {
        record("workflow", provider, name, outcome, took);
    }

    private void record(String kind, String provider, String name, Outcome outcome, Duration took) {
        registry.timer(
                        "serai.provider.calls",
                        "kind",
                        kind,
                        "provider",
                        provider,
                        "name",
                        name,
                        "outcome",
                        outcome.word())
                .record(took);
    }
}
