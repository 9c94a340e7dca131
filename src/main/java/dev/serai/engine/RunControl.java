package dev.serai.engine;

import dev.serai.queue.Members;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people do to runs: call them off, or have them go on. */
@Component
public class RunControl {

    private static final Logger LOG = LoggerFactory.getLogger(RunControl.class);
    private static final String CANCEL = Runs.sql("cancel-run");
    private static final String CLEAR = Runs.sql("clear-waits").replace(":#runs", ":runs");
    private static final String REOPEN = Runs.sql("reopen-run");
    private static final String SUPERSEDE = Runs.sql("supersede-executions");
    private static final String ANCHOR = Runs.sql("anchor-run");

    /**
     * A node whose effect on the world outside comes again when a run goes on from an earlier node.
     *
     * @param once whether it is known by its key and so not repeated, although the node runs again
     */
    public record Repeated(String nodeId, String nodeType, boolean once) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Members members;
    private final Hands hands;
    private final Clock clock;

    RunControl(JdbcClient jdbc, TransactionTemplate transactions, Members members, Hands hands, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.members = members;
        this.hands = hands;
        this.clock = clock;
    }

    /** Those who have runs in hand. */
    @Component
    record Hands(StoredRuns stored, Conductor conductor, Alarms alarms, Kinds kinds) {}

    /**
     * Calls a run off: it waits no more, and if it is on its way in this process it stops before its next node. What it
     * has done stays as it is.
     *
     * @return false if it has ended already or is unknown
     */
    public boolean cancel(RunId id, String by, String why) {
        var cancelled = Boolean.TRUE.equals(transactions.execute(status -> {
            var changed = jdbc.sql(CANCEL)
                            .param("id", id.toString())
                            .param("why", "Cancelled by " + by + ": " + why)
                            .param("now", clock.instant().toString())
                            .update()
                    > 0;
            if (changed) {
                jdbc.sql(CLEAR).param("runs", new String[] {id.toString()}).update();
            }
            return changed;
        }));
        if (cancelled) {
            hands.conductor().cancel(id);
            LOG.info("run={} cancelled by={} why={}", id, by, why);
        }
        return cancelled;
    }

    /** Which effects on the world outside would come again if a run went on from this node. */
    public List<Repeated> wouldRepeat(RunId id, @Nullable String fromNode) {
        var executions = hands.stored().find(id).map(StoredRun::executions).orElse(List.of());
        var from = first(executions, fromNode);
        return executions.stream()
                .filter(one -> !one.superseded() && one.seq() >= from)
                .filter(one -> one.status() == Execution.Status.SUCCEEDED)
                .filter(one -> effect(one) != Effect.NONE)
                .map(one -> new Repeated(one.node(), one.kind(), effect(one) == Effect.ONCE))
                .toList();
    }

    private Effect effect(Execution execution) {
        return hands.kinds().kind(execution.kind()).map(NodeKind::effect).orElse(Effect.NONE);
    }

    private static int first(List<Execution> executions, @Nullable String fromNode) {
        return executions.stream()
                .filter(one -> one.node().equals(fromNode) && !one.superseded())
                .mapToInt(Execution::seq)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /**
     * Has a run that has ended go on: from the node that failed, or from an earlier one, which then runs again with
     * those after it. Commands and charges are known by their keys and not repeated.
     *
     * @param fromNode null for the one that failed
     * @return false if the run has not ended, or is unknown
     * @throws IllegalArgumentException if the node has not run in it
     */
    public boolean retry(RunId id, @Nullable String fromNode, String by) {
        var executions = hands.stored().find(id).map(StoredRun::executions).orElse(List.of());
        var from = first(executions, fromNode);
        if (fromNode != null && from == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("fromNode: node '" + fromNode + "' has not run in run " + id
                    + "; name one of its nodes or leave it out");
        }
        var now = clock.instant();
        var reopened = Boolean.TRUE.equals(transactions.execute(status -> reopen(id, from, now)));
        if (reopened) {
            hands.alarms().set(id, now);
            LOG.info("run={} goes on from={} by={}", id, fromNode == null ? "where it failed" : fromNode, by);
        }
        return reopened;
    }

    private boolean reopen(RunId id, int from, Instant now) {
        if (jdbc.sql(REOPEN).param("id", id.toString()).update() == 0) {
            return false;
        }
        jdbc.sql(SUPERSEDE).param("id", id.toString()).param("seq", from).update();
        jdbc.sql(ANCHOR)
                .param("id", id.toString())
                .param("now", now.toString())
                .param("owner", members.self().name())
                .param("epoch", members.self().epoch())
                .update();
        return true;
    }
}
