package dev.serai.provider;

import java.time.Duration;
import java.util.HashMap;
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

    /** The turnstile bounds them. */
    private static final int CONNECTIONS = 100_000;

    private final CamelContext camel;
    private final ProviderProperties settings;
    private final Map<String, CamelWire> wires = new ConcurrentHashMap<>();
    private final Map<String, Limits> limits = new HashMap<>();

    Wires(CamelContext camel, ProviderProperties settings) {
        this.camel = camel;
        this.settings = settings;
    }

    Wire to(String provider) {
        return camelWire(provider);
    }

    /** A way out for a call that can go elsewhere, and so does not wait for its turn. */
    Wire hurriedTo(String provider) {
        return camelWire(provider).hurried();
    }

    /** What providers allow from now on; those that are not named allow what holds for all. */
    void limit(Map<String, Limits> allowed) {
        synchronized (limits) {
            limits.clear();
            limits.putAll(allowed);
            wires.forEach((provider, wire) -> wire.turnstile().limit(limits.getOrDefault(provider, Limits.USUAL)));
        }
    }

    private CamelWire camelWire(String provider) {
        var wire = wires.get(provider);
        return wire == null ? connected(provider) : wire;
    }

    private CamelWire connected(String provider) {
        synchronized (limits) {
            return wires.computeIfAbsent(provider, this::connect);
        }
    }

    private CamelWire connect(String provider) {
        var calls = settings.calls();
        var breaker = calls.breaker();
        TemplatedRouteBuilder.builder(camel, "provider-call")
                .routeId("provider-call-" + provider)
                .parameter("provider", provider)
                .parameter("connections", CONNECTIONS)
                .parameter("readTimeout", readTimeout().toMillis())
                .parameter("breakerWindow", breaker.window())
                .parameter("breakerMinimumCalls", breaker.minimumCalls())
                .parameter("breakerFailureRate", breaker.failureRate())
                .parameter("breakerOpenSeconds", breaker.open().toSeconds())
                .add();
        var turnstile = new Turnstile(provider, calls, limits.getOrDefault(provider, Limits.USUAL));
        return new CamelWire(camel, provider, turnstile);
    }

    /** A second line only: the time limit of the call ends it earlier. */
    private Duration readTimeout() {
        return Stream.concat(
                        Stream.of(ModelEntry.LONGEST_TIMEOUT),
                        settings.workflows().values().stream().map(ProviderProperties.Workflow::timeout))
                .max(Duration::compareTo)
                .orElseThrow()
                .plus(SLACK);
    }
}
