package dev.serai.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run did that left nothing behind.
 *
 * @param status {@code completed}, {@code failed} or {@code cancelled}; {@code waiting} while it waits
 * @param error why it failed
 * @param turns of its nodes, in order
 * @param waits what it waits for
 * @param writes the rows it wanted stored
 */
public record DryRun(String status, @Nullable String error, List<Turn> turns, List<Pending> waits, List<Write> writes) {

    /**
     * A node that waits.
     *
     * @param until when it goes on at the latest; null waits for the event alone
     * @param event which it waits for; null waits for the moment alone
     */
    public record Pending(
            String node, @Nullable Instant until, @Nullable String event) {}

    /** A node's turn: how it went, after how many attempts, and what it left. */
    public record Turn(
            String node,
            String status,
            int attempts,
            Map<String, @Nullable Object> output,
            @Nullable String error) {}

    /** What happens at a node instead of its work. */
    public sealed interface StandIn {

        /** The node leaves this. */
        record Output(Map<String, @Nullable Object> fields) implements StandIn {}

        /** Each attempt of the node fails. */
        record Failure(String reason) implements StandIn {}

        /** The node does its own work, whatever it reaches for. */
        record Work() implements StandIn {}
    }
}
