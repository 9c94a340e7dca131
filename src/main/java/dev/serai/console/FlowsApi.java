package dev.serai.console;

import dev.serai.engine.CamelExport;
import dev.serai.flow.FlowDiff;
import dev.serai.flow.FlowRejected;
import dev.serai.flow.FlowSource;
import dev.serai.flow.FlowVersion;
import dev.serai.flow.Flows;
import dev.serai.flow.Publication;
import dev.serai.flow.Semver;
import dev.serai.flow.VersionSummary;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
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

    /** What became of a text; {@code outcome} is activated, stored or unchanged. */
    record Published(
            String flowId,
            String version,
            String outcome,
            @Nullable String retired) {}

    /** Who wants a change, and what for. */
    record Reason(@Nullable String by, @Nullable String why) {}

    private static final int MOST = 1000;

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

    /** The versions of a flow, the highest number first; the lowest of a page is {@code below} of the next. */
    @GetMapping("/api/flows/{flowId}/versions")
    Reply versions(
            @PathVariable String flowId,
            @RequestParam(required = false) @Nullable String below,
            @RequestParam(defaultValue = "100") int limit) {
        var versions = flows.versions(flowId, below == null ? null : Semver.of(below), page(limit));
        if (versions.isEmpty() && below == null) {
            throw new NotFound("flow", flowId);
        }
        return Reply.of(versions.stream().map(FlowsApi::line).toList());
    }

    /** Who put which version to work, and why; the newest first. */
    @GetMapping("/api/flows/{flowId}/activations")
    Reply activations(@PathVariable String flowId, @RequestParam(defaultValue = "100") int limit) {
        var activations = flows.activations(flowId, page(limit));
        if (activations.isEmpty() && flows.versions(flowId, null, 1).isEmpty()) {
            throw new NotFound("flow", flowId);
        }
        return Reply.of(activations);
    }

    /** What changed from one version to another, field by field. */
    @GetMapping("/api/flows/{flowId}/diff")
    Reply diff(@PathVariable String flowId, @RequestParam String from, @RequestParam String to) {
        return Reply.of(FlowDiff.between(
                find(flowId, from).definition(), find(flowId, to).definition()));
    }

    private static int page(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit: " + limit + " is not between 1 and " + MOST);
        }
        return limit;
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

    /** Publishes the author's text, as if it were saved in the folder. */
    @PostMapping(
            value = "/api/flows",
            consumes = {"application/yaml", "application/json", "text/plain"})
    Reply publish(
            @RequestBody String text,
            @RequestParam(defaultValue = "api.flow.yaml") String file,
            @RequestParam(defaultValue = "api") String by,
            @RequestParam(defaultValue = "published through the API") String why) {
        return Reply.of(
                switch (flows.publish(new FlowSource(file, text, by, why))) {
                    case Publication.Activated done -> published(done.version(), "activated", done.retired());
                    case Publication.Stored done -> published(done.version(), "stored", done.retired());
                    case Publication.Unchanged done -> published(done.version(), "unchanged", null);
                    case Publication.Rejected bad -> throw new FlowRejected(bad.faults());
                });
    }

    private static Published published(FlowVersion version, String outcome, @Nullable Semver retired) {
        return new Published(
                version.flowId(), version.version().toString(), outcome, retired == null ? null : retired.toString());
    }

    /** Puts a version to work, for example an older one as a roll-back. */
    @PostMapping("/api/flows/{flowId}/versions/{version}/activate")
    Reply activate(@PathVariable String flowId, @PathVariable String version, @RequestBody Reason reason) {
        if (reason.by() == null
                || reason.by().isBlank()
                || reason.why() == null
                || reason.why().isBlank()) {
            throw new IllegalArgumentException("Say who and why: send {\"by\": ..., \"why\": ...}");
        }
        flows.activate(flowId, Semver.of(version), reason.by(), reason.why());
        return Reply.of(line(find(flowId, version)));
    }

    private FlowVersion find(String flowId, String version) {
        return flows.find(flowId, Semver.of(version))
                .orElseThrow(() -> new NotFound("version " + version + " of flow", flowId));
    }

    private static Line line(VersionSummary version) {
        return new Line(
                version.flowId(),
                version.name(),
                version.version().toString(),
                version.triggerType().name().toLowerCase(Locale.ROOT),
                version.active(),
                version.file(),
                version.createdAt());
    }

    private Line line(FlowVersion version) {
        var definition = version.definition();
        return new Line(
                definition.id(),
                definition.name(),
                version.version().toString(),
                definition.triggerType().name().toLowerCase(Locale.ROOT),
                flows.active(definition.id())
                        .filter(active -> active.version().equals(version.version()))
                        .isPresent(),
                version.file(),
                version.createdAt());
    }
}
