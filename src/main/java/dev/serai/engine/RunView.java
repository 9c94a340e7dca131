package dev.serai.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is shown: what started it, how it went and what each node did, in the order they did it.
 *
 * @param receivedAt when its message came in
 * @param durationMs from the start to the end; null while it is not finished
 */
public record RunView(
        String runId,
        String flowId,
        String version,
        String status,
        JsonNode input,
        @Nullable JsonNode result,
        @Nullable String error,
        Instant receivedAt,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Double durationMs,
        List<NodeView> nodes) {

    /**
     * One execution of a node.
     *
     * @param attempt how many tries it took
     * @param durationMs of all its tries
     */
    public record NodeView(
            String nodeId,
            String nodeType,
            String status,
            String level,
            int attempt,
            Instant startedAt,
            double durationMs,
            JsonNode input,
            JsonNode output,
            @Nullable String error) {}
}
