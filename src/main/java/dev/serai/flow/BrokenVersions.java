package dev.serai.flow;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Versions that are at work elsewhere and cannot be here. A flow that ran before may no longer do, for example without
 * a node type; it is told once, and the others do not suffer from it.
 */
final class BrokenVersions {

    private static final Logger LOG = LoggerFactory.getLogger(BrokenVersions.class);

    private final Map<String, Semver> versions = new ConcurrentHashMap<>();

    /** What the attempt makes; nothing, and the version is set aside, if it is refused. */
    <T> Optional<T> unless(String flowId, Semver version, Supplier<T> attempt) {
        try {
            return Optional.of(attempt.get());
        } catch (FlowRejected e) {
            versions.put(flowId, version);
            LOG.error(
                    "flow={} version={} cannot be run here and is not used until it is mended:\n{}",
                    flowId,
                    version,
                    e.getMessage());
            return Optional.empty();
        }
    }

    boolean contains(String flowId, Semver version) {
        return version.equals(versions.get(flowId));
    }

    /** A version of the flow is at work here. */
    void mended(String flowId) {
        versions.remove(flowId);
    }

    /** All may be tried again. */
    void clear() {
        versions.clear();
    }
}
