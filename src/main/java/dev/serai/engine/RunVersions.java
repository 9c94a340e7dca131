package dev.serai.engine;

import dev.serai.flow.FlowVersion;
import dev.serai.flow.Flows;
import dev.serai.flow.Semver;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the version of a flow that somebody names. */
@Component
class RunVersions {

    private static final String ACTIVE = "active";

    private final Flows flows;

    RunVersions(Flows flows) {
        this.flows = flows;
    }

    /**
     * The version.
     *
     * @param named a number, {@code active} for the one at work, or null for the other one
     * @param otherwise number of the one that is meant if none is named; null for the one at work
     * @throws IllegalArgumentException if there is none
     */
    FlowVersion find(String flowId, @Nullable String named, @Nullable String otherwise) {
        var version = named == null ? otherwise : named;
        var found = version == null || version.equals(ACTIVE)
                ? flows.active(flowId)
                : flows.find(flowId, Semver.of(version));
        return found.orElseThrow(() -> new IllegalArgumentException(
                version == null || version.equals(ACTIVE)
                        ? "version: no version of flow '" + flowId + "' is active; name one"
                        : "version: flow '" + flowId + "' has no version " + version + "; GET /api/flows/" + flowId
                                + "/versions lists them"));
    }
}
