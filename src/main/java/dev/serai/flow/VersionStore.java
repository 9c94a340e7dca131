package dev.serai.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The versions of all flows in the database, and the log of who put them to work. */
@Component
class VersionStore {

    private static final String LOAD = read("load-versions");
    private static final String LOAD_FLOW = read("load-versions-of-flow");
    private static final String FIND_ACTIVE = read("find-active-versions");
    private static final String INSERT = read("insert-version");
    private static final String RETIRE = read("retire-active");
    private static final String ACTIVATE = read("activate-version");
    private static final String NOTE = read("note-activation");

    /** A version as it is kept. */
    record Row(String id, Semver version, boolean active, String source, String file, String hash, Instant createdAt) {}

    private final Clock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    VersionStore(JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    List<Row> all() {
        return jdbc.sql(LOAD).query((row, i) -> row(row)).list();
    }

    /** All versions of one flow, oldest first. */
    List<Row> of(String flowId) {
        return jdbc.sql(LOAD_FLOW)
                .param("id", flowId)
                .query((row, i) -> row(row))
                .list();
    }

    /** Which version of each flow is at work. */
    Map<String, Semver> active() {
        var active = new HashMap<String, Semver>();
        jdbc.sql(FIND_ACTIVE).query((ResultSet row) -> {
            active.put(row.getString("id"), Semver.of(row.getString("version")));
        });
        return active;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("id"),
                Semver.of(row.getString("version")),
                row.getString("status").equals("active"),
                row.getString("source"),
                row.getString("file"),
                row.getString("hash"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    /** Keeps a version as its definition says it is: active in place of the one before, inactive, or a draft. */
    void add(FlowVersion version, FlowSource source) {
        var status = version.definition().status();
        transactions.executeWithoutResult(transaction -> {
            var retired = status != FlowStatus.DRAFT && retire(version.flowId());
            insert(version, source, status.name().toLowerCase(Locale.ROOT));
            if (status == FlowStatus.ACTIVE) {
                note(version.flowId(), version.version(), source.by(), source.why());
            } else if (retired) {
                note(version.flowId(), null, source.by(), source.why());
            }
        });
    }

    private void insert(FlowVersion version, FlowSource source, String status) {
        jdbc.sql(INSERT)
                .param("id", version.flowId())
                .param("version", version.version().toString())
                .param("status", status)
                .param("name", version.definition().name())
                .param("triggerType", version.definition().triggerType().name().toLowerCase(Locale.ROOT))
                .param("source", version.source())
                .param("file", version.file())
                .param("hash", version.hash())
                .param("createdAt", version.createdAt().toString())
                .param("by", source.by())
                .param("why", source.why())
                .update();
    }

    void activate(FlowVersion version, String by, String why) {
        transactions.executeWithoutResult(transaction -> {
            retire(version.flowId());
            jdbc.sql(ACTIVATE)
                    .param("id", version.flowId())
                    .param("version", version.version().toString())
                    .update();
            note(version.flowId(), version.version(), by, why);
        });
    }

    void deactivate(String flowId, String by, String why) {
        transactions.executeWithoutResult(transaction -> {
            retire(flowId);
            note(flowId, null, by, why);
        });
    }

    private boolean retire(String flowId) {
        return jdbc.sql(RETIRE).param("id", flowId).update() > 0;
    }

    private void note(String flowId, @Nullable Semver version, String by, String why) {
        jdbc.sql(NOTE)
                .param("id", flowId)
                .param("version", version == null ? null : version.toString())
                .param("at", clock.instant().toString())
                .param("by", by)
                .param("why", why)
                .update();
    }

    private static String read(String name) {
        try {
            return new ClassPathResource("sql/flow/" + name + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
