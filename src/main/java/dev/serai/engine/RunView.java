package dev.serai.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is shown: what started it, how it went and what each node did, in the order they did it.
 *
 * @param failedNode the node that failed it
 * @param rerunOf the run it does again
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
        @Nullable String failedNode,
        @Nullable String rerunOf,
        Instant receivedAt,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Double durationMs,
        List<NodeView> nodes) {

    /** The same with only those of its nodes that matter this much. */
    public RunView only(Collection<String> levels) {
        return new RunView(
                runId,
                flowId,
                version,
                status,
                input,
                result,
                error,
                failedNode,
                rerunOf,
                receivedAt,
                startedAt,
                finishedAt,
                durationMs,
                nodes.stream().filter(node -> levels.contains(node.level())).toList());
    }

    /**
     * One execution of a node.
     *
     * @param turn which of its turns; empty for the only one outside of loops and parallel ways
     * @param level FATAL stopped the run; ERROR: it failed and the run went on as its author wants; WARNING: it
     *     succeeded, but not at once or not as it should; INFO
     * @param attempt how many tries it took
     * @param superseded whether it was done again later, so that it does not count any more
     * @param durationMs of all its tries
     */
    public record NodeView(
            String nodeId,
            String turn,
            String nodeType,
            String status,
            String level,
            int attempt,
            boolean superseded,
            Instant startedAt,
            double durationMs,
            JsonNode input,
            JsonNode output,
            @Nullable String error) {}
}
