package dev.serai.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run did since its last commit; stored as a whole or not at all.
 *
 * @param run it belongs to
 * @param first whether the run itself is not stored yet
 * @param status of the run from now on
 * @param finishedAt when it ended, if it did
 * @param error why it failed, if it did
 */
record Segment(
        Run run,
        boolean first,
        RunStatus status,
        @Nullable Instant finishedAt,
        @Nullable String error,
        List<Execution> executions,
        List<Write> writes) {}
