package dev.serai.provider;

import java.time.Duration;

/**
 * A run that goes on in the background.
 *
 * @param executeId what to ask for it by
 * @param again how long to wait before it is asked for
 */
public record StartedRun(String executeId, Duration again) {}
