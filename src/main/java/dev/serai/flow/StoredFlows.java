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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Flows kept in the database and, for whoever runs them, in memory. A new version is checked, then made ready at the
 * host, then stored, and only then taken for new runs: whatever fails before that changes nothing.
 */
@Component
class StoredFlows implements Flows {

    private static final Logger LOG = LoggerFactory.getLogger(StoredFlows.class);

    private final FlowReader reader;
    private final FlowHost host;
    private final VersionStore store;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final KnownVersions known = new KnownVersions();
    private final Map<String, FlowVersion> active = new ConcurrentHashMap<>();

    /** Versions that are at work elsewhere and cannot be here; each is told once. */
    private final Map<String, Semver> broken = new ConcurrentHashMap<>();

    private boolean loaded;

    StoredFlows(NodeTypes types, FlowHost host, VersionStore store, ApplicationEventPublisher events, Clock clock) {
        this.reader = new FlowReader(types);
        this.host = host;
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    /** Takes up what is in the database; to be called once, before anything runs. */
    synchronized void load() {
        if (loaded) {
            return;
        }
        var running = new ArrayList<FlowVersion>();
        for (var row : store.all()) {
            var version = keep(row);
            if (row.active() && checked(version)) {
                running.add(version);
            }
        }
        resume(running);
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

    private boolean checked(FlowVersion version) {
        return works(version, () -> reader.read(version.file(), version.source()));
    }

    /** A flow that ran before may no longer do, for example without a node type; the others do not suffer from it. */
    private boolean works(FlowVersion version, Runnable attempt) {
        try {
            attempt.run();
            return true;
        } catch (FlowRejected e) {
            broken.put(version.flowId(), version.version());
            LOG.error(
                    "flow={} version={} cannot be run here and is not used until it is mended:\n{}",
                    version.flowId(),
                    version.version(),
                    e.getMessage());
            return false;
        }
    }

    /** Takes over what another hub on the same database has published or put to work since the last look. */
    synchronized void catchUp() {
        load();
        var chosen = store.active();
        var changed = new TreeSet<String>();
        chosen.forEach((flowId, version) -> {
            if (!version.equals(running(flowId)) && !version.equals(broken.get(flowId))) {
                changed.add(flowId);
            }
        });
        active.keySet().stream().filter(id -> !chosen.containsKey(id)).forEach(changed::add);
        changed.forEach(this::refresh);
    }

    private @Nullable Semver running(String flowId) {
        var version = active.get(flowId);
        return version == null ? null : version.version();
    }

    private void refresh(String flowId) {
        var rows = store.of(flowId);
        rows.stream().filter(row -> known.find(flowId, row.version()).isEmpty()).forEach(this::keep);
        var chosen = rows.stream()
                .filter(VersionStore.Row::active)
                .flatMap(row -> known.find(flowId, row.version()).stream())
                .findFirst();
        if (chosen.isEmpty()) {
            drop(flowId);
            return;
        }
        var version = chosen.get();
        var news =
                !version.version().equals(running(flowId)) && !version.version().equals(broken.get(flowId));
        if (news && works(version, () -> ready(version))) {
            take(version);
        }
    }

    /** What could not be run for want of a node type is tried again at the next look. */
    @EventListener
    void on(NodeTypesChanged changed) {
        broken.clear();
    }

    private FlowVersion keep(VersionStore.Row row) {
        var definition = reader.readPublished(row.file(), row.source()).numbered(row.version());
        var version = new FlowVersion(definition, row.source(), row.file(), row.hash(), row.createdAt());
        known.add(version);
        return version;
    }

    private void ready(FlowVersion version) {
        reader.read(version.file(), version.source());
        host.prepare(List.of(version));
    }

    /** Whether this is the text that came last for its flow, so that a version chosen since then stays at work. */
    synchronized boolean upToDate(FlowSource source) {
        load();
        var hash = source.hash();
        return known.newest().anyMatch(newest -> newest.hash().equals(hash) && active.containsKey(newest.flowId()));
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
        var same = known.withHash(definition.id(), source.hash());
        if (same.isPresent()) {
            return again(same.get(), definition.status(), source);
        }
        var numbered = definition.numbered(number(definition));
        var version = new FlowVersion(numbered, source.text(), source.file(), source.hash(), clock.instant());
        if (definition.status() == FlowStatus.ACTIVE) {
            host.prepare(List.of(version));
        }
        store.add(version, source);
        known.add(version);
        return switch (definition.status()) {
            case ACTIVE -> new Publication.Activated(version, take(version));
            case INACTIVE -> new Publication.Stored(version, drop(version.flowId()));
            case DRAFT -> new Publication.Stored(version, null);
        };
    }

    /** A text that is known may still ask for another version to be at work. */
    private Publication again(FlowVersion version, FlowStatus status, FlowSource source) {
        var current = active.get(version.flowId());
        if (status == FlowStatus.ACTIVE && !version.equals(current)) {
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
        var highest = versions(definition.id()).stream().findFirst();
        if (highest.isEmpty() || definition.version().compareTo(highest.get().version()) > 0) {
            return definition.version();
        }
        var before = active.getOrDefault(definition.id(), highest.get());
        var change = FlowDiff.between(before.definition(), definition).size();
        return highest.get().version().bump(change);
    }

    private @Nullable Semver take(FlowVersion version) {
        host.activate(version);
        broken.remove(version.flowId());
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
        return known.find(flowId, version);
    }

    @Override
    public List<FlowVersion> versions(String flowId) {
        return known.highestFirst(flowId);
    }

    @Override
    public Collection<FlowVersion> allActive() {
        return List.copyOf(active.values());
    }

    @Override
    public synchronized void activate(String flowId, Semver version, String by, String why) {
        load();
        take(beside(flowId, () -> {
            var wanted = known.find(flowId, version).orElseThrow(() -> new UnknownVersion(flowId, version));
            ready(wanted);
            store.activate(wanted, by, why);
            return wanted;
        }));
    }
}
