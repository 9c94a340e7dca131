package dev.serai.flow;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Flows kept in the database and, for whoever runs them, in memory. A new version is checked, then made ready at the
 * host, then stored, and only then taken for new runs: whatever fails before that changes nothing.
 */
@Component
class StoredFlows implements Flows {

    private final FlowReader reader;
    private final FlowHost host;
    private final VersionStore store;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Map<String, FlowVersion> active = new ConcurrentHashMap<>();
    private final KnownVersions known;

    /** Of each flow the hash of the text that came last. */
    private final Map<String, String> newest = new ConcurrentHashMap<>();

    final BrokenVersions broken = new BrokenVersions();

    private boolean loaded;

    /** Whom it tells, and when. */
    @Component
    record Voice(ApplicationEventPublisher events, Clock clock) {}

    StoredFlows(NodeTypes types, FlowHost host, VersionStore store, FlowProperties properties, Voice voice) {
        this.reader = new FlowReader(types);
        this.host = host;
        this.store = store;
        this.known = new KnownVersions(store, reader, properties.remember());
        this.events = voice.events();
        this.clock = voice.clock();
    }

    /** Takes up what is in the database; to be called once, before anything runs. */
    synchronized void load() {
        if (loaded) {
            return;
        }
        resume(store.allActive().stream().flatMap(this::checked).toList());
        newest.putAll(store.newestHashes());
        loaded = true;
    }

    /** All at once, which is the quick way; if the host refuses one, each for itself, so that the others go on. */
    private void resume(List<FlowVersion> running) {
        try {
            host.prepare(running);
            running.forEach(version -> active.put(version.flowId(), version));
        } catch (FlowRejected e) {
            running.stream()
                    .filter(version -> works(version, () -> host.prepare(List.of(version))))
                    .forEach(version -> active.put(version.flowId(), version));
        }
    }

    private Stream<FlowVersion> checked(VersionStore.Row row) {
        return broken.unless(row.id(), row.version(), () -> known.checked(row)).stream();
    }

    private boolean works(FlowVersion version, Runnable attempt) {
        return broken.unless(version.flowId(), version.version(), () -> {
                    attempt.run();
                    return version;
                })
                .isPresent();
    }

    /** Takes over what another hub on the same database has published or put to work since the last look. */
    synchronized void catchUp() {
        load();
        var chosen = store.active();
        var changed = new TreeSet<String>();
        chosen.forEach((flowId, version) -> {
            if (!version.equals(running(flowId)) && !broken.contains(flowId, version)) {
                changed.add(flowId);
            }
        });
        active.keySet().stream().filter(id -> !chosen.containsKey(id)).forEach(changed::add);
        changed.forEach(this::refresh);
    }

    /** Takes over what another hub says it did to a flow; after {@link #load}. */
    synchronized void catchUp(String flowId) {
        refresh(flowId);
    }

    private @Nullable Semver running(String flowId) {
        var version = active.get(flowId);
        return version == null ? null : version.version();
    }

    private void refresh(String flowId) {
        var chosen = store.active(flowId).flatMap(version -> find(flowId, version));
        if (chosen.isEmpty()) {
            drop(flowId);
            return;
        }
        var version = chosen.get();
        var news = !version.version().equals(running(flowId)) && !broken.contains(flowId, version.version());
        if (news && works(version, () -> ready(version))) {
            newest.put(flowId, version.hash());
            take(version);
        }
    }

    private void ready(FlowVersion version) {
        reader.read(version.file(), version.source());
        host.prepare(List.of(version));
    }

    /** Whether this is the text that came last for its flow, so that a version chosen since then stays at work. */
    synchronized boolean upToDate(FlowSource source) {
        load();
        var hash = source.hash();
        return newest.entrySet().stream()
                .anyMatch(last -> last.getValue().equals(hash) && active.containsKey(last.getKey()));
    }

    @Override
    public Publication publish(FlowSource source) {
        var result = publishAll(List.of(source)).getFirst();
        if (result instanceof Publication.Rejected rejected) {
            throw new FlowRejected(rejected.faults());
        }
        return result;
    }

    @Override
    public synchronized List<Publication> publishAll(List<FlowSource> sources) {
        load();
        var results = new ArrayList<Publication>();
        for (var source : sources) {
            try {
                results.add(publishOne(source));
            } catch (FlowRejected e) {
                results.add(new Publication.Rejected(source.file(), e.faults()));
            }
        }
        return results;
    }

    private Publication publishOne(FlowSource source) {
        var definition = reader.read(source.file(), source.text());
        return beside(definition.id(), () -> publishOne(definition, source));
    }

    /** Does it with what the database holds now; if another hub was quicker, once more with what that one did. */
    private <R> R beside(String flowId, Supplier<R> change) {
        refresh(flowId);
        try {
            return change.get();
        } catch (DuplicateKeyException anotherHubWasQuicker) {
            refresh(flowId);
            return change.get();
        }
    }

    private Publication publishOne(FlowDefinition definition, FlowSource source) {
        var numbered = definition.numbered(number(definition)); // first: what another hub adds later takes this number
        var same = known.withHash(definition.id(), source.hash());
        if (same.isPresent()) {
            return again(same.get(), definition.status(), source);
        }
        var version = new FlowVersion(numbered, source.text(), source.file(), source.hash(), clock.instant());
        if (definition.status() == FlowStatus.ACTIVE) {
            host.prepare(List.of(version));
        }
        store.add(version, source);
        newest.put(version.flowId(), version.hash());
        return switch (definition.status()) {
            case ACTIVE -> new Publication.Activated(version, take(version));
            case INACTIVE -> new Publication.Stored(version, drop(version.flowId()));
            case DRAFT -> new Publication.Stored(version, null);
        };
    }

    /** A text that is known may still ask for another version to be at work. */
    private Publication again(FlowVersion version, FlowStatus status, FlowSource source) {
        var current = active.get(version.flowId());
        if (status == FlowStatus.ACTIVE && !version.version().equals(running(version.flowId()))) {
            host.prepare(List.of(version));
            store.activate(version, source.by(), source.why());
            return new Publication.Activated(version, take(version));
        }
        if (status == FlowStatus.INACTIVE && current != null) {
            store.deactivate(version.flowId(), source.by(), source.why());
            return new Publication.Stored(version, drop(version.flowId()));
        }
        return new Publication.Unchanged(version);
    }

    /** The author's number if it is above all others, else the highest one raised by the size of the change. */
    private Semver number(FlowDefinition definition) {
        var highest = store.highest(definition.id());
        if (highest.isEmpty() || definition.version().compareTo(highest.get()) > 0) {
            return definition.version();
        }
        var before = active(definition.id()).or(() -> find(definition.id(), highest.get()));
        var change = before.map(version ->
                        FlowDiff.between(version.definition(), definition).size())
                .orElse(Semver.Change.MAJOR);
        return highest.get().bump(change);
    }

    private @Nullable Semver take(FlowVersion version) {
        host.activate(version);
        broken.mended(version.flowId());
        var before = active.put(version.flowId(), version);
        var retired = before == null ? null : before.version();
        events.publishEvent(new FlowPublished(version, retired));
        return retired;
    }

    private @Nullable Semver drop(String flowId) {
        var before = active.remove(flowId);
        if (before == null) {
            return null;
        }
        events.publishEvent(new FlowRetired(before));
        return before.version();
    }

    @Override
    public Optional<FlowVersion> active(String flowId) {
        return Optional.ofNullable(active.get(flowId));
    }

    @Override
    public Optional<FlowVersion> find(String flowId, Semver version) {
        var current = active.get(flowId);
        if (current != null && current.version().equals(version)) {
            return Optional.of(current);
        }
        return known.find(flowId, version);
    }

    @Override
    public List<VersionSummary> versions(String flowId, @Nullable Semver below, int most) {
        return store.list(flowId, below, most);
    }

    @Override
    public List<Activation> activations(String flowId, int most) {
        return store.activations(flowId, most);
    }

    @Override
    public Optional<Semver> chosen(String flowId) {
        return store.active(flowId);
    }

    @Override
    public Collection<FlowVersion> allActive() {
        return List.copyOf(active.values());
    }

    @Override
    public synchronized void activate(String flowId, Semver version, String by, String why) {
        load();
        take(beside(flowId, () -> {
            var wanted = find(flowId, version).orElseThrow(() -> new UnknownVersion(flowId, version));
            ready(wanted);
            store.activate(wanted, by, why);
            return wanted;
        }));
    }
}
