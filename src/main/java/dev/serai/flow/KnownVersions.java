package dev.serai.flow;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The versions this hub has read or made, in memory; any thread may look. */
final class KnownVersions {

    private static final Comparator<FlowVersion> BY_AGE =
            Comparator.comparing(FlowVersion::createdAt).thenComparing(FlowVersion::version);

    private final Map<String, List<FlowVersion>> byFlow = new ConcurrentHashMap<>();

    void add(FlowVersion version) {
        byFlow.computeIfAbsent(version.flowId(), id -> new CopyOnWriteArrayList<>())
                .add(version);
    }

    Optional<FlowVersion> find(String flowId, Semver number) {
        return of(flowId).filter(version -> version.version().equals(number)).findFirst();
    }

    /** The version made of this very text. */
    Optional<FlowVersion> withHash(String flowId, String hash) {
        return of(flowId).filter(version -> version.hash().equals(hash)).findFirst();
    }

    /** Every version of a flow, the highest number first. */
    List<FlowVersion> highestFirst(String flowId) {
        return of(flowId)
                .sorted(Comparator.comparing(FlowVersion::version).reversed())
                .toList();
    }

    /** Of each flow the version that was made last. */
    Stream<FlowVersion> newest() {
        return byFlow.values().stream().flatMap(versions -> versions.stream().max(BY_AGE).stream());
    }

    private Stream<FlowVersion> of(String flowId) {
        return byFlow.getOrDefault(flowId, List.of()).stream();
    }
}
