package dev.serai.provider;

import dev.serai.flow.Fault;
import dev.serai.flow.FlowRejected;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Which models there are: those of the configuration, of the environment, of files and of the database, where of two
 * with one id the one named later holds. What is in force is replaced as a whole, or not at all; a call that has begun
 * ends with what was in force then. Safe for use by many threads.
 */
@Component
public class ModelRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(ModelRegistry.class);

    private final List<ModelSource> sources;
    private final Protocols protocols;
    private final Wires wires;
    private final Clock clock;
    private final Map<ModelSource, List<ModelEntry>> entries = new LinkedHashMap<>();
    private volatile ModelCatalog catalog = ModelCatalog.empty();

    ModelRegistry(List<ModelSource> sources, Protocols protocols, Wires wires, Clock clock) {
        this.sources = sources.stream()
                .sorted(Comparator.comparingInt(ModelSource::rank))
                .toList();
        this.protocols = protocols;
        this.wires = wires;
        this.clock = clock;
        begin();
    }

    /** One bad file does not keep a hub that starts from its other models. */
    private void begin() {
        for (var done = false; !done; ) {
            try {
                refresh();
                done = true;
            } catch (FlowRejected e) {
                var files = e.faults().stream().map(Fault::file).collect(Collectors.toUnmodifiableSet());
                if (sources.stream().noneMatch(source -> source.leaveOut(files))) {
                    throw e;
                }
            }
        }
    }

    /** What is in force now. */
    ModelCatalog catalog() {
        return catalog;
    }

    /**
     * Reads everything anew and puts it into force; may be repeated.
     *
     * @throws FlowRejected with file, line and field of everything that is wrong; then nothing changed
     */
    public Refreshed refresh() {
        return reload(sources);
    }

    /** Reads one source anew; otherwise like {@link #refresh()}. */
    Refreshed reload(ModelSource source) {
        return reload(List.of(source));
    }

    private synchronized Refreshed reload(Collection<ModelSource> anew) {
        var next = new LinkedHashMap<ModelSource, List<ModelEntry>>();
        sources.forEach(source ->
                next.put(source, anew.contains(source) ? source.read() : entries.getOrDefault(source, List.of())));
        var merged = merged(next.values());
        var names = merged.stream()
                .filter(ModelEntry::active)
                .map(ModelEntry::name)
                .collect(Collectors.toUnmodifiableSet());
        anew.forEach(source -> source.check(names));
        var before = catalog;
        var after = ModelCatalog.of(merged, protocols.byName());
        wires.limit(after.limits());
        entries.putAll(next);
        catalog = after;
        anew.forEach(ModelSource::accepted);
        var refreshed = Refreshed.between(before, after, clock.instant());
        tell(before, after, refreshed);
        return refreshed;
    }

    /** The later source holds. */
    private static Collection<ModelEntry> merged(Collection<List<ModelEntry>> all) {
        var byId = new LinkedHashMap<String, ModelEntry>();
        all.forEach(some -> some.forEach(entry -> {
            var hidden = byId.put(entry.id(), entry);
            if (hidden != null) {
                LOG.debug("model id={} of {} is hidden by {}", entry.id(), hidden.origin(), entry.origin());
            }
        }));
        return new ArrayList<>(byId.values());
    }

    private static void tell(ModelCatalog before, ModelCatalog after, Refreshed refreshed) {
        after.all().stream()
                .filter(candidate -> !candidate.askable())
                .filter(candidate -> !candidate.entry().equals(before.entries().get(candidate.id())))
                .forEach(candidate -> LOG.warn(
                        "AI model {} cannot be asked: {}",
                        candidate.entry().name(),
                        String.join(" ", candidate.problems())));
        if (!before.entries().isEmpty() && refreshed.changed()) {
            LOG.info(
                    "Models: {} in all, new {}, updated {}, removed {}",
                    refreshed.modelCount(),
                    refreshed.newModels(),
                    refreshed.updatedModels(),
                    refreshed.removedModels());
        }
    }
}
