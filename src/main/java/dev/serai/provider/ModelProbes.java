package dev.serai.provider;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks models for a single word, once and briefly: no retries, no row in the log, no line on the console. */
@Component
class ModelProbes {

    private static final ChatRequest PING = new ChatRequest(List.of(new ChatMessage(Role.USER, "ping")), 0.0, 1);

    /**
     * How one of them answered.
     *
     * @param slow whether it took longer than it should
     * @param limited whether it only wants to be asked less often
     * @param error why it did not answer; null if it did
     */
    record Probe(
            Duration took,
            boolean slow,
            boolean limited,
            @Nullable String error) {}

    private final ConfiguredModels models;
    private final ProviderProperties.Health settings;
    private final Clock clock;

    ModelProbes(ConfiguredModels models, ProviderProperties settings, Clock clock) {
        this.models = models;
        this.settings = settings.health();
        this.clock = clock;
    }

    /** All models that can be asked, by name, asked at the same time. */
    Map<String, Probe> all() {
        var probes = new LinkedHashMap<String, Probe>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new HashMap<List<Object>, Future<Probe>>();
            var answers = new LinkedHashMap<String, Future<Probe>>();
            models.askable()
                    .forEach(target -> answers.put(
                            target.name(),
                            asked.computeIfAbsent(
                                    List.of(target.account(), target.model()),
                                    same -> threads.submit(() -> probe(target)))));
            for (var answer : answers.entrySet()) {
                probes.put(answer.getKey(), answer.getValue().get());
            }
            return probes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException.Unavailable("the health check was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A model could not be checked", e.getCause());
        }
    }

    private Probe probe(ChatTarget target) {
        var begun = clock.instant();
        try {
            var unused = TimeLimit.within(settings.timeout(), over -> models.once(target.name(), PING));
            var took = Duration.between(begun, clock.instant());
            return new Probe(took, took.compareTo(settings.slow()) > 0, false, null);
        } catch (ProviderException e) {
            var took = Duration.between(begun, clock.instant());
            return new Probe(took, false, e instanceof ProviderException.RateLimited, String.valueOf(e.getMessage()));
        }
    }
}
