package dev.serai.provider;

import dev.serai.provider.ModelCatalog.Candidate;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
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

    private final ModelRegistry registry;
    private final Wires wires;
    private final ProviderProperties.Health settings;
    private final Clock clock;

    ModelProbes(ModelRegistry registry, Wires wires, ProviderProperties settings, Clock clock) {
        this.registry = registry;
        this.wires = wires;
        this.settings = settings.health();
        this.clock = clock;
    }

    /** All models that can be asked and are wanted, asked at the same time. */
    Map<Candidate, Probe> all(Predicate<String> wanted) {
        var probes = new LinkedHashMap<Candidate, Probe>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new HashMap<List<Object>, Future<Probe>>();
            var answers = new LinkedHashMap<Candidate, Future<Probe>>();
            registry.catalog().all().stream()
                    .filter(candidate -> candidate.askable() && wanted.test(candidate.id()))
                    .forEach(candidate -> answers.put(
                            candidate,
                            asked.computeIfAbsent(
                                    List.of(
                                            candidate.target().account(),
                                            candidate.target().model()),
                                    same -> threads.submit(() -> probe(candidate)))));
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

    /** What people call it: its name, and who serves it if several do. */
    String title(Candidate candidate) {
        var name = candidate.entry().name();
        return registry.catalog().providers(name).size() > 1 ? name + " @ " + candidate.label() : name;
    }

    private Probe probe(Candidate candidate) {
        var begun = clock.instant();
        try {
            var unused = TimeLimit.within(settings.timeout(), over -> once(candidate));
            var took = Duration.between(begun, clock.instant());
            return new Probe(took, took.compareTo(settings.slow()) > 0, false, null);
        } catch (ProviderException e) {
            var took = Duration.between(begun, clock.instant());
            return new Probe(took, false, e instanceof ProviderException.RateLimited, String.valueOf(e.getMessage()));
        }
    }

    private ChatAnswer once(Candidate candidate) {
        return candidate.provider().whole(candidate.target(), PING, wires.to(candidate.label()));
    }
}
