package dev.serai.flow;

import java.time.Instant;

/**
 * What is known of a version without reading it.
 *
 * @param active whether it is the one at work
 * @param file where its text came from
 * @param createdBy who published it
 * @param note why
 */
public record VersionSummary(
        String flowId,
        Semver version,
        String name,
        TriggerType triggerType,
        boolean active,
        String file,
        Instant createdAt,
        String createdBy,
        String note) {}
