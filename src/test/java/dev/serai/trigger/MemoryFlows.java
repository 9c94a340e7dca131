package dev.serai.trigger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.serai.flow.Activation;
import dev.serai.flow.FlowDefinition;
import dev.serai.flow.FlowNode;
import dev.serai.flow.FlowSource;
import dev.serai.flow.FlowStatus;
import dev.serai.flow.FlowVersion;
import dev.serai.flow.Flows;
import dev.serai.flow.NodePolicy;
import dev.serai.flow.Publication;
import dev.serai.flow.Semver;
import dev.serai.flow.TriggerType;
import dev.serai.flow.VersionSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Flows that consist of their trigger. */
final class MemoryFlows implements Flows {

    private static final YAMLMapper YAML = new YAMLMapper();

    final Map<String, FlowVersion> active = new ConcurrentSkipListMap<>();
    final Map<String, FlowVersion> newest = new ConcurrentSkipListMap<>();

    static FlowVersion version(String id, TriggerType type, String config) {
        return version(id, type, config, FlowStatus.ACTIVE);
    }

    static FlowVersion version(String id, TriggerType type, String config, FlowStatus status) {
        var kind = "trigger_" + type.name().toLowerCase(Locale.ROOT);
        var node = new FlowNode("start", kind, "start", settings(config), NodePolicy.DEFAULT);
        var definition = new FlowDefinition(id, id, "", Semver.of("1.0.0"), status, type, List.of(node), List.of());
        return new FlowVersion(definition, config, id + ".flow.yaml", config, Instant.EPOCH);
    }

    static ObjectNode settings(String yaml) {
        try {
            return (ObjectNode) YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a flow to work. */
    FlowVersion put(String id, TriggerType type, String config) {
        var version = version(id, type, config);
        active.put(id, version);
        newest.put(id, version);
        return version;
    }

    @Override
    public Optional<FlowVersion> active(String flowId) {
        return Optional.ofNullable(active.get(flowId));
    }

    @Override
    public Collection<FlowVersion> allActive() {
        return List.copyOf(active.values());
    }

    @Override
    public List<VersionSummary> versions(String flowId, @Nullable Semver below, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Activation> activations(String flowId, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Semver> chosen(String flowId) {
        return Optional.ofNullable(newest.get(flowId))
                .filter(version -> version.definition().status() == FlowStatus.ACTIVE)
                .map(FlowVersion::version);
    }

    @Override
    public Publication publish(FlowSource source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Publication> publishAll(List<FlowSource> sources) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<FlowVersion> find(String flowId, Semver version) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void activate(String flowId, Semver version, String by, String why) {
        throw new UnsupportedOperationException();
    }
}
