package dev.serai.flow;

import java.time.Instant;

/**
 * One published version of a flow; it never changes.
 *
 * @param source the author's text, comments and all
 * @param file where the text came from
 * @param hash of the text
 */
public record FlowVersion(FlowDefinition definition, String source, String file, String hash, Instant createdAt) {

    /** The flow this is a version of. */
    public String flowId() {
        return definition.id();
    }

    /** Its number. */
    public Semver version() {
        return definition.version();
    }
}
