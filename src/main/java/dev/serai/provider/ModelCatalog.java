package dev.serai.provider;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All models that are in force at one moment. It never changes: a call that began with it ends with it. */
final class ModelCatalog {

    /**
     * One provider of a model.
     *
     * @param problems why it cannot be asked, a sentence each; empty if it can
     */
    record Candidate(ModelEntry entry, ChatTarget target, ChatProvider provider, List<String> problems) {

        Candidate {
            problems = List.copyOf(problems);
        }

        String id() {
            return entry.id();
        }

        String label() {
            return target.account().provider();
        }

        boolean askable() {
            return problems.isEmpty();
        }
    }

    private static final Comparator<Candidate> IN_TURN = Comparator.comparingInt(
                    (Candidate candidate) -> candidate.entry().turn().priority())
            .reversed()
            .thenComparing(Candidate::id);

    private final Map<String, ModelEntry> entries;
    private final Map<String, List<Candidate>> models;

    private ModelCatalog(Map<String, ModelEntry> entries, Map<String, List<Candidate>> models) {
        this.entries = entries;
        this.models = models;
    }

    static ModelCatalog empty() {
        return new ModelCatalog(Map.of(), Map.of());
    }

    /** @param providers by protocol; one for each protocol of the entries */
    static ModelCatalog of(Collection<ModelEntry> entries, Map<String, ChatProvider> providers) {
        var labels = new Labels();
        var models = entries.stream()
                .filter(ModelEntry::active)
                .sorted(Comparator.comparing(ModelEntry::id))
                .map(entry -> candidate(entry, labels, providers))
                .sorted(IN_TURN)
                .collect(Collectors.groupingBy(
                        candidate -> candidate.entry().name(), TreeMap::new, Collectors.toUnmodifiableList()));
        var byId = new TreeMap<String, ModelEntry>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        return new ModelCatalog(Collections.unmodifiableMap(byId), Collections.unmodifiableMap(models));
    }

    private static Candidate candidate(ModelEntry entry, Labels labels, Map<String, ChatProvider> providers) {
        var endpoint = entry.endpoint();
        var provider = Optional.ofNullable(providers.get(endpoint.protocol())).orElseThrow();
        var account =
                new ChatTarget.Account(labels.of(entry), endpoint.baseUrl(), endpoint.apiKey(), endpoint.options());
        var target = new ChatTarget(
                entry.name(), account, entry.asked().model(), entry.asked().defaults());
        var problems = entry.missing().isEmpty() ? provider.validateConfig(target) : entry.missing();
        return new Candidate(entry, target, provider, problems);
    }

    /** Two accounts never share a name that nobody gave them: each has its own breaker, places and rate. */
    private static final class Labels {

        private final Map<String, ModelEntry.Endpoint> taken = new HashMap<>();

        String of(ModelEntry entry) {
            var endpoint = entry.endpoint();
            var wanted = endpoint.defaultLabel();
            if (endpoint.label() != null || same(taken.putIfAbsent(wanted, endpoint), endpoint)) {
                return wanted;
            }
            return wanted + "-" + entry.id().replaceAll("[^A-Za-z0-9.-]", "-");
        }

        private static boolean same(ModelEntry.@Nullable Endpoint other, ModelEntry.Endpoint endpoint) {
            return other == null
                    || (other.protocol().equals(endpoint.protocol())
                            && other.apiKey().equals(endpoint.apiKey()));
        }
    }

    /** The providers of a model in the order of their priority; none if there is no such model. */
    List<Candidate> providers(String model) {
        return models.getOrDefault(model, List.of());
    }

    /** The model to ask when no provider of this one answers. */
    Optional<String> fallback(String model) {
        return providers(model).stream()
                .flatMap(candidate -> Stream.ofNullable(candidate.entry().turn().fallback()))
                .filter(models::containsKey)
                .findFirst();
    }

    /** How long a whole answer of a model may take. */
    Duration timeout(String model) {
        return providers(model).stream()
                .map(candidate -> candidate.entry().asked().timeout())
                .max(Comparator.naturalOrder())
                .orElse(ModelEntry.TIMEOUT);
    }

    Set<String> names() {
        return models.keySet();
    }

    /** Everything declared, by id, also what is not in use. */
    Map<String, ModelEntry> entries() {
        return entries;
    }

    /** Every provider of every model. */
    List<Candidate> all() {
        return models.values().stream().flatMap(List::stream).toList();
    }

    /** What each provider allows, by its name in logs; of several statements the narrowest. */
    Map<String, Limits> limits() {
        var limits = new HashMap<String, Limits>();
        all().forEach(candidate ->
                limits.merge(candidate.label(), Limits.of(candidate.entry().turn()), Limits::narrower));
        return limits;
    }
}
