package dev.serai.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as an earlier process left it in the database.
 *
 * @param rounds from which executions on a person had effects happen again
 */
record StoredRun(
        RunId id,
        String flowId,
        String version,
        RunStatus status,
        String payload,
        Instant receivedAt,
        JsonNode result,
        @Nullable String error,
        Instant startedAt,
        List<Integer> rounds,
        List<Execution> executions,
        List<StoredWait> waits) {}
