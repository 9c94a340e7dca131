package dev.serai.engine;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Told to whoever listens after it was committed. */
public sealed interface RunEvent {

    /** The run it is about. */
    RunId run();

    /** A run waits; {@code until} is null if it waits for an event alone. */
    record Waiting(RunId run, String flow, @Nullable Instant until) implements RunEvent {}

    /**
     * A node's turn is in the log: it succeeded, failed, or waits.
     *
     * @param status {@code succeeded}, {@code failed} or {@code waiting}
     * @param took with all its attempts
     */
    record NodeFinished(RunId run, String node, String nodeType, String status, Duration took) implements RunEvent {}

    /** A run that another one started has ended. */
    record SubRunEnded(RunId run, RunStatus status) implements RunEvent {}

    /** A run came to its end. */
    record Finished(RunId run, String flow, Duration took) implements RunEvent {}

    /** A run cannot go on; everything is kept. */
    record Failed(RunId run, String flow, String reason) implements RunEvent {}
}
