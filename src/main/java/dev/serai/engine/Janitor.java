package dev.serai.engine;

import dev.serai.flow.Flows;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Removes the routes of versions that are no longer active and have no run in them. It does so in the background,
 * because removing a route takes longer than adding one.
 */
@Component
class Janitor implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);

    private final EngineHost host;
    private final Flows flows;
    private final long graceNanos;
    private final Map<CompiledFlow.Key, Long> retired = new HashMap<>();
    private final ScheduledExecutorService rounds;

    Janitor(EngineHost host, Flows flows, EngineProperties properties) {
        this.host = host;
        this.flows = flows;
        this.graceNanos = properties.retireAfter().toNanos();
        this.rounds = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("engine-janitor").daemon().factory());
        var unused = rounds.scheduleWithFixedDelay(this::round, graceNanos, graceNanos / 2 + 1, TimeUnit.NANOSECONDS);
    }

    private void round() {
        try {
            sweep(System.nanoTime());
        } catch (Exception e) {
            LOG.warn("Routes of a retired version could not be removed: {}", e.getMessage());
        }
    }

    void sweep(long now) throws Exception {
        Set<CompiledFlow.Key> active = new HashSet<>();
        flows.allActive().forEach(version -> active.add(new CompiledFlow.Key(version.flowId(), version.version())));
        retired.keySet().removeAll(active);
        for (var flow : Set.copyOf(host.all())) {
            if (active.contains(flow.key())) {
                continue;
            }
            var since = retired.computeIfAbsent(flow.key(), key -> now);
            if (now - since >= graceNanos && flow.inFlight().get() == 0) {
                host.remove(flow);
                retired.remove(flow.key());
                LOG.info(
                        "flow={} version={} drained and removed",
                        flow.version().flowId(),
                        flow.key().version());
            }
        }
    }

    @Override
    public void destroy() {
        rounds.shutdownNow();
    }
}
