package dev.serai.flow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the log of who put which version of a flow to work.
 *
 * @param version that was put to work; none if the flow was taken out of service
 * @param why in that person's words
 */
public record Activation(@Nullable Semver version, Instant at, String by, String why) {}
