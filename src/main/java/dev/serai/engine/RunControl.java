package dev.serai.engine;

import dev.serai.queue.Members;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private static final String REPLAY = Runs.sql("replay-run");
    private static final String SUPERSEDE = Runs.sql("supersede-executions");
    private static final String EDIT = Runs.sql("insert-edit");
    private static final String ANCHOR = Runs.sql("anchor-run");
    private static final String ID = "id";
    private static final String NOW = "now";
    private static final String VARIABLES = "variables";

    /**
     * A node with an effect on the world outside that runs again when a run goes on from an earlier node.
     *
     * @param effect {@code idempotent}: costs, but does no harm; {@code once}: must not happen twice; {@code sends}: a
     *     command, a notification or another run, known by a key
     * @param again whether the effect happens again; if not, what it left is kept, or its key is known
     */
    public record Repeated(String nodeId, String nodeType, String effect, boolean again) {}

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

    /** Those who have runs in hand, and what they need to know of them. */
    @Component
    record Hands(StoredRuns stored, Conductor conductor, Alarms alarms, Kinds kinds, RunVersions versions) {}

    /**
     * Calls a run off: it waits no more, and if it is on its way in this process it stops before its next node. What it
     * has done stays as it is.
     *
     * @return false if it has ended already or is unknown
     */
    public boolean cancel(RunId id, String by, String why) {
        var cancelled = Boolean.TRUE.equals(transactions.execute(status -> {
            var changed = jdbc.sql(CANCEL)
                            .param(ID, id.toString())
                            .param("why", "Cancelled by " + by + ": " + why)
                            .param(NOW, clock.instant().toString())
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

    /**
     * Which effects on the world outside are among what would be done again if a run went on like this.
     *
     * @throws IllegalArgumentException if the run, the node or the version is unknown
     */
    public List<Repeated> wouldRepeat(RunId id, Replay replay) {
        return plan(known(hands.stored().find(id).orElse(null), id), replay)
                .superseding()
                .effects(replay.effects(), hands.kinds());
    }

    /** Which effects a new run would have that does all of this one again. */
    public List<Repeated> wouldRepeatAll(RunId id) {
        var run = known(hands.stored().find(id).orElse(null), id);
        var all = run.executions().stream().filter(one -> !one.superseded()).toList();
        return new Superseding(all, List.of(), null).effects(true, hands.kinds());
    }

    private static StoredRun known(@Nullable StoredRun run, RunId id) {
        if (run == null) {
            throw new IllegalArgumentException("There is no run '" + id + "'");
        }
        return run;
    }

    private record Plan(StoredRun run, String version, Superseding superseding) {

        /** The number the next execution has. */
        int next() {
            return run.executions().stream().mapToInt(Execution::seq).max().orElse(-1) + 1;
        }
    }

    private Plan plan(StoredRun run, Replay replay) {
        var after = hands.versions().find(run.flowId(), replay.version(), run.version());
        var before = hands.versions().find(run.flowId(), null, run.version());
        var change = new Superseding.Change(run.executions(), before.definition(), after.definition());
        var plan = Superseding.of(change, replay.fromNode(), replay.effects(), hands.kinds());
        if (replay.fromNode() != null && plan.at() == null) {
            throw new IllegalArgumentException("fromNode: node '" + replay.fromNode() + "' has not run in run "
                    + run.id() + "; name one of its nodes or leave it out");
        }
        if (replay.fromNode() != null
                && after.definition().node(replay.fromNode()).isEmpty()) {
            throw new IllegalArgumentException("fromNode: version " + after.version() + " has no node '"
                    + replay.fromNode() + "'; name a node of both versions");
        }
        return new Plan(run, after.version().toString(), plan);
    }

    /**
     * Has a run that has ended go on: from the node that failed, or from an earlier one, which then runs again with
     * those after it.
     *
     * @throws RunRefused if it has not ended, or there is nothing to go on from
     * @throws IllegalArgumentException if the run, the node or the version is unknown
     */
    public void retry(RunId id, Replay replay) {
        var now = clock.instant();
        transactions.executeWithoutResult(status -> reopen(id, replay, now));
        hands.alarms().set(id, now);
        LOG.info(
                "run={} goes on from={} by={}",
                id,
                Objects.requireNonNullElse(replay.fromNode(), "where it stopped"),
                replay.by());
    }

    /** The guarded update comes first: from then on nobody else has the run go on, and its log stands still. */
    private void reopen(RunId id, Replay replay, Instant now) {
        var before = hands.stored().now(id).map(StoredRun::status).orElse(null);
        var ended = jdbc.sql(REOPEN).param(ID, id.toString()).update() > 0;
        var run = known(hands.stored().now(id).orElse(null), id);
        if (!ended) {
            throw new RunRefused(
                    id, "is " + run.status().word() + "; it goes on by itself, or cancel it before you retry it");
        }
        if (before == RunStatus.CANCELLED && hands.conductor().holds(id)) {
            throw new RunRefused(id, "was called off inside a node that is not over yet; try again in a moment");
        }
        if (before == RunStatus.COMPLETED && replay.fromNode() == null) {
            throw new RunRefused(id, "has completed; name the node to go on from, or do all of it again as a new run");
        }
        var plan = plan(run, replay);
        jdbc.sql(SUPERSEDE)
                .param(ID, id.toString())
                .param(
                        "seqs",
                        plan.superseding().again().stream().map(Execution::seq).toArray(Integer[]::new))
                .update();
        jdbc.sql(REPLAY)
                .param(ID, id.toString())
                .param("version", plan.version())
                .param("effects", replay.effects())
                .param("seq", plan.next())
                .update();
        if (replay.input() != null) {
            edit(plan, replay.input(), now);
        }
        jdbc.sql(ANCHOR)
                .param(ID, id.toString())
                .param(NOW, now.toString())
                .param("owner", members.self().name())
                .param("epoch", members.self().epoch())
                .update();
    }

    private void edit(Plan plan, Map<String, @Nullable Object> input, Instant now) {
        var at = plan.superseding().at();
        if (at == null) {
            throw new RunRefused(plan.run().id(), "failed at no node; name with fromNode where the input is for");
        }
        var fields = new java.util.LinkedHashMap<>(input);
        var variables = fields.remove(VARIABLES);
        if (variables != null && !(variables instanceof Map<?, ?>)) {
            throw new IllegalArgumentException("input.variables: it is no object; write {\"name\": value}");
        }
        var turn = at.edited();
        jdbc.sql(EDIT)
                .param(ID, plan.run().id().toString())
                .param("seq", plan.next())
                .param("node", turn.node())
                .param("turn", turn.name())
                .param("input", Json.text(Masking.masked(input)))
                .param(
                        "told",
                        Json.text(
                                Map.of("context", fields, VARIABLES, Objects.requireNonNullElse(variables, Map.of()))))
                .param(NOW, now.toString())
                .update();
    }
}
