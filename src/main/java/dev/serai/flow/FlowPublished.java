package dev.serai.flow;

import org.jspecify.annotations.Nullable;

/**
 * A version is at work from now on.
 *
 * @param retired the version it took over from
 */
public record FlowPublished(FlowVersion version, @Nullable Semver retired) {}
