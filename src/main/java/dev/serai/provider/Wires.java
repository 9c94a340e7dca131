package dev.serai.provider;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.springframework.stereotype.Component;

/** The ways out: for each provider one route from the template {@code provider-call}, made when it is first needed. */
@Component
class Wires {

    private static final Duration SLACK = Duration.ofSeconds(5);

    private final CamelContext camel;
    private final ProviderProperties settings;
    private final Map<String, Wire> wires = new ConcurrentHashMap<>();

    Wires(CamelContext camel, ProviderProperties settings) {
        this.camel = camel;
        this.settings = settings;
    }

    Wire to(String provider) {
        return wires.computeIfAbsent(provider, this::connect);
    }

    private Wire connect(String provider) {
        var calls = settings.calls();
        var breaker = calls.breaker();
        TemplatedRouteBuilder.builder(camel, "provider-call")
                .routeId("provider-call-" + provider)
                .parameter("provider", provider)
                .parameter("connections", calls.maxConcurrent())
                .parameter("readTimeout", readTimeout().toMillis())
                .parameter("breakerWindow", breaker.window())
                .parameter("breakerMinimumCalls", breaker.minimumCalls())
                .parameter("breakerFailureRate", breaker.failureRate())
                .parameter("breakerOpenSeconds", breaker.open().toSeconds())
                .add();
        var rate = Rate.of("'" + provider + "'", "serai.provider.calls.rate-limit", calls.rateLimit(), calls.maxWait());
        return new CamelWire(camel, provider, new Places(provider, calls.maxConcurrent(), calls.maxWait()), rate);
    }

    /** A second line only: the time limit of the call ends it earlier. */
    private Duration readTimeout() {
        return Stream.concat(
                        settings.models().values().stream().map(ProviderProperties.Model::timeout),
                        settings.workflows().values().stream().map(ProviderProperties.Workflow::timeout))
                .max(Duration::compareTo)
                .orElse(Duration.ofMinutes(5))
                .plus(SLACK);
    }
}
