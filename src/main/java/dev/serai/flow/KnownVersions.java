package dev.serai.flow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;

/** Versions read from the database; what was asked for stays in memory for a while, for a version never changes. */
final class KnownVersions {

    private static final int MOST = 1000;

    private record Key(String flowId, Semver version) {}

    private final VersionStore store;
    private final FlowReader reader;
    private final Cache<Key, FlowVersion> remembered;

    KnownVersions(VersionStore store, FlowReader reader, Duration span) {
        this.store = store;
        this.reader = reader;
        this.remembered =
                Caffeine.newBuilder().expireAfterAccess(span).maximumSize(MOST).build();
    }

    /**
     * A version that is to be put to work, checked again because node types may have changed since it was published.
     *
     * @throws FlowRejected if it can no longer run
     */
    FlowVersion checked(VersionStore.Row row) {
        return version(row, reader.read(row.file(), row.source()));
    }

    Optional<FlowVersion> find(String flowId, Semver version) {
        var key = new Key(flowId, version);
        var known = remembered.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        var stored = store.find(flowId, version).map(this::read);
        stored.ifPresent(one -> remembered.put(key, one));
        return stored;
    }

    /** The version made of the text with this hash. */
    Optional<FlowVersion> withHash(String flowId, String hash) {
        return store.withHash(flowId, hash).flatMap(version -> find(flowId, version));
    }

    private FlowVersion read(VersionStore.Row row) {
        return version(row, reader.readPublished(row.file(), row.source()));
    }

    private static FlowVersion version(VersionStore.Row row, FlowDefinition definition) {
        return new FlowVersion(
                definition.numbered(row.version()), row.source(), row.file(), row.hash(), row.createdAt());
    }
}
