package dev.serai.flow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Flows kept in the database and, for whoever runs them, in memory. A new version is checked, then made ready at the
 * host, then stored, and only then taken for new runs: whatever fails before that changes nothing.
 */
@Component
class StoredFlows implements Flows {

    private static final Logger LOG = LoggerFactory.getLogger(StoredFlows.class);
    private static final Comparator<FlowVersion> BY_AGE =
            Comparator.comparing(FlowVersion::createdAt).thenComparing(FlowVersion::version);

    private final FlowReader reader;
    private final FlowHost host;
    private final VersionStore store;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Map<String, List<FlowVersion>> versions = new ConcurrentHashMap<>();
    private final Map<String, FlowVersion> active = new ConcurrentHashMap<>();
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
        for (var row : store.all()) {
            var definition = reader.readPublished(row.file(), row.source()).numbered(row.version());
            var version = new FlowVersion(definition, row.source(), row.file(), row.hash(), row.createdAt());
            kept(row.id()).add(version);
            if (row.active()) {
                resume(version);
            }
        }
        loaded = true;
    }

    /** A flow that ran before may no longer do, for example without a node type; the others do not suffer from it. */
    private void resume(FlowVersion version) {
        try {
            ready(version);
            active.put(version.flowId(), version);
        } catch (FlowRejected e) {
            LOG.error(
                    "flow={} version={} cannot be run any more and is out of service until it is mended:\n{}",
                    version.flowId(),
                    version.version(),
                    e.getMessage());
        }
    }

    private void ready(FlowVersion version) {
        reader.read(version.file(), version.source());
        host.prepare(List.of(version));
    }

    /** Whether this is the text that came last for its flow, so that a version chosen since then stays at work. */
    synchronized boolean upToDate(FlowSource source) {
        load();
        var hash = hash(source.text());
        return versions.values().stream()
                .flatMap(kept -> kept.stream().max(BY_AGE).stream())
                .anyMatch(newest -> newest.hash().equals(hash) && active.containsKey(newest.flowId()));
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
        var hash = hash(source.text());
        var known = kept(definition.id()).stream()
                .filter(version -> version.hash().equals(hash))
                .findFirst();
        if (known.isPresent()) {
            return again(known.get(), definition.status(), source);
        }
        var numbered = definition.numbered(number(definition));
        var version = new FlowVersion(numbered, source.text(), source.file(), hash, clock.instant());
        if (definition.status() == FlowStatus.ACTIVE) {
            host.prepare(List.of(version));
        }
        store.add(version, source);
        kept(version.flowId()).add(version);
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
        return kept(flowId).stream()
                .filter(one -> one.version().equals(version))
                .findFirst();
    }

    @Override
    public List<FlowVersion> versions(String flowId) {
        return kept(flowId).stream()
                .sorted(Comparator.comparing(FlowVersion::version).reversed())
                .toList();
    }

    @Override
    public Collection<FlowVersion> allActive() {
        return List.copyOf(active.values());
    }

    @Override
    public synchronized void activate(String flowId, Semver version, String by, String why) {
        var wanted = find(flowId, version).orElseThrow(() -> new UnknownVersion(flowId, version));
        ready(wanted);
        store.activate(wanted, by, why);
        take(wanted);
    }

    private List<FlowVersion> kept(String flowId) {
        return versions.computeIfAbsent(flowId, id -> new CopyOnWriteArrayList<>());
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
