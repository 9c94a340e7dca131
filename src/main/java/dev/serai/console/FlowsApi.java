package dev.serai.console;

import dev.serai.engine.CamelExport;
import dev.serai.flow.FlowVersion;
import dev.serai.flow.Flows;
import dev.serai.flow.Semver;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Flows and their versions, as their authors wrote them and as Camel runs them. */
@RestController
class FlowsApi {

    /** A version in a list. */
    record Line(
            String id,
            String name,
            String version,
            String triggerType,
            boolean active,
            String file,
            Instant createdAt) {}

    private final Flows flows;
    private final CamelExport export;

    FlowsApi(Flows flows, CamelExport export) {
        this.flows = flows;
        this.export = export;
    }

    @GetMapping("/api/flows")
    Reply list() {
        return Reply.of(flows.allActive().stream().map(this::line).toList());
    }

    @GetMapping("/api/flows/{flowId}/versions")
    Reply versions(@PathVariable String flowId) {
        var versions = flows.versions(flowId);
        if (versions.isEmpty()) {
            throw new NotFound("flow", flowId);
        }
        return Reply.of(versions.stream().map(this::line).toList());
    }

    /** The author's own text. */
    @GetMapping(value = "/api/flows/{flowId}/versions/{version}", produces = "application/yaml;charset=UTF-8")
    String source(@PathVariable String flowId, @PathVariable String version) {
        return find(flowId, version).source();
    }

    /** The Camel routes it is compiled to. */
    @GetMapping(value = "/api/flows/{flowId}/versions/{version}/camel", produces = "application/yaml;charset=UTF-8")
    String camel(@PathVariable String flowId, @PathVariable String version) {
        return export.yaml(find(flowId, version));
    }

    private FlowVersion find(String flowId, String version) {
        return flows.find(flowId, Semver.of(version))
                .orElseThrow(() -> new NotFound("version " + version + " of flow", flowId));
    }

    private Line line(FlowVersion version) {
        var definition = version.definition();
        return new Line(
                definition.id(),
                definition.name(),
                version.version().toString(),
                definition.triggerType().name().toLowerCase(java.util.Locale.ROOT),
                flows.active(definition.id()).filter(version::equals).isPresent(),
                version.file(),
                version.createdAt());
    }
}
