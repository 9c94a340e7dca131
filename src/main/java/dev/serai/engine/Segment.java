package dev.serai.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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
        List<Write> writes,
        Rest rest) {

    /**
     * What the run waits for from now on and what no longer.
     *
     * @param parkings turns that wait
     * @param over turns that went on, with the number of events they have seen
     * @param waited whether the run waited before, so that its end has something to clear away
     */
    record Rest(List<RunWaits.Parking> parkings, Map<Turn, Integer> over, boolean waited) {}

    Segment {
        executions = List.copyOf(executions);
        writes = List.copyOf(writes);
    }

    /** Whether nothing can be waited for any more. */
    boolean clears() {
        return status.finished() && (rest.waited() || !rest.parkings().isEmpty());
    }
}
