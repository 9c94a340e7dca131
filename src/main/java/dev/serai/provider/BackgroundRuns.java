package dev.serai.provider;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The runs in the background: which there are, and who was the first to know what became of one. */
@Component
class BackgroundRuns {

    private static final String BEGIN = ProviderSql.read("begin-run");
    private static final String STARTED = ProviderSql.read("mark-run-started");
    private static final String END = ProviderSql.read("end-run");
    private static final String REOPEN = ProviderSql.read("reopen-run");
    private static final String FIND = ProviderSql.read("find-run");
    private static final String FIND_BY_KEY = ProviderSql.read("find-run-by-key");
    private static final String OVERDUE = ProviderSql.read("list-overdue-runs");

    /** What became of a run. */
    enum State {
        INTERRUPTED,
        SUCCESS,
        ERROR,
        TIMEOUT,
        UNKNOWN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    BackgroundRuns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Notes that a run is about to be begun.
     *
     * @param key names the deed for ever; null if nobody will repeat it
     * @param parameters what the log shows of them, JSON text
     * @return the new run; empty if the same deed has been begun and has not ended
     */
    Optional<BackgroundRun> begin(KnownWorkflow workflow, String parameters, CallTag tag, @Nullable String key) {
        var now = clock.instant();
        return jdbc.sql(BEGIN)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("workflow", workflow.name())
                .param("provider", workflow.provider().name())
                .param("key", key)
                .param("run", tag.run())
                .param("node", tag.node())
                .param("params", parameters)
                .param("now", at(now))
                .param("deadline", at(now.plus(workflow.timeout())))
                .query(BackgroundRuns::read)
                .optional();
    }

    /** The provider has told what it calls the run. */
    void started(BackgroundRun run, String executeId) {
        jdbc.sql(STARTED).param("id", run.id()).param("execute", executeId).update();
    }

    /** Notes what became of a run; true for the first who knows. */
    boolean end(BackgroundRun run, State state) {
        return jdbc.sql(END).param("id", run.id()).param("state", state.word()).update() == 1;
    }

    /** Notes what became of a run that had waited for somebody. */
    void endResumed(String workflow, String executeId, State state) {
        jdbc.sql(REOPEN)
                .param("workflow", workflow)
                .param("execute", executeId)
                .param("state", state.word())
                .update();
    }

    Optional<BackgroundRun> find(String workflow, String executeId) {
        return jdbc.sql(FIND)
                .param("workflow", workflow)
                .param("execute", executeId)
                .query(BackgroundRuns::read)
                .optional();
    }

    /** The run that is this deed. */
    Optional<BackgroundRun> find(String key) {
        return jdbc.sql(FIND_BY_KEY)
                .param("key", key)
                .query(BackgroundRuns::read)
                .optional();
    }

    /** Runs whose time was over before somebody asked for them; some at a time. */
    List<BackgroundRun> overdue() {
        return jdbc.sql(OVERDUE)
                .param("now", at(clock.instant()))
                .query(BackgroundRuns::read)
                .list();
    }

    /** How long it has been going on. */
    Duration age(BackgroundRun run) {
        return Duration.between(run.createdAt(), clock.instant());
    }

    /** Whether its time is over. */
    boolean late(BackgroundRun run) {
        return clock.instant().isAfter(run.deadline());
    }

    private static BackgroundRun read(ResultSet row, int number) throws SQLException {
        return new BackgroundRun(
                row.getObject("id", UUID.class),
                row.getString("workflow"),
                row.getString("provider"),
                row.getString("execute_id"),
                new CallTag(row.getObject("run_id", UUID.class), row.getString("node_id")),
                row.getString("request_params"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("deadline", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
