package dev.serai.flow;

import dev.serai.cache.Broadcast;
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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The versions of all flows in the database, and the log of who put them to work. Whatever it writes it tells the other
 * hubs once it is committed.
 */
@Component
class VersionStore {

    private static final String LOAD_ACTIVE = read("load-active-versions");
    private static final String FIND = read("find-version");
    private static final String FIND_ACTIVE = read("find-active-versions");
    private static final String FIND_ACTIVE_OF_FLOW = read("find-active-version");
    private static final String FIND_BY_TEXT = read("find-version-of-text");
    private static final String FIND_HIGHEST = read("find-highest-version");
    private static final String FIND_NEWEST_TEXTS = read("find-newest-texts");
    private static final String LIST = read("list-versions");
    private static final String LIST_ACTIVATIONS = read("list-activations");
    private static final String INSERT = read("insert-version");
    private static final String RETIRE = read("retire-active");
    private static final String ACTIVATE = read("activate-version");
    private static final String NOTE = read("note-activation");

    /** Under this the hubs tell each other which flow has changed. */
    static final String TOPIC = "flows";

    /** A version as it is kept. */
    record Row(String id, Semver version, String source, String file, String hash, Instant createdAt) {}

    private final Clock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Broadcast broadcast;

    VersionStore(JdbcClient jdbc, TransactionTemplate transactions, Broadcast broadcast, Clock clock) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.broadcast = broadcast;
    }

    /** What is at work. */
    List<Row> allActive() {
        return jdbc.sql(LOAD_ACTIVE).query((row, i) -> row(row)).list();
    }

    Optional<Row> find(String flowId, Semver version) {
        return jdbc.sql(FIND)
                .param("id", flowId)
                .param("version", version.toString())
                .query((row, i) -> row(row))
                .optional();
    }

    /** Which version of each flow is at work. */
    Map<String, Semver> active() {
        var active = new HashMap<String, Semver>();
        jdbc.sql(FIND_ACTIVE).query((ResultSet row) -> {
            active.put(row.getString("id"), Semver.of(row.getString("version")));
        });
        return active;
    }

    /** Which version of a flow is at work. */
    Optional<Semver> active(String flowId) {
        return number(jdbc.sql(FIND_ACTIVE_OF_FLOW).param("id", flowId));
    }

    /** The version made of the text with this hash. */
    Optional<Semver> withHash(String flowId, String hash) {
        return number(jdbc.sql(FIND_BY_TEXT).param("id", flowId).param("hash", hash));
    }

    Optional<Semver> highest(String flowId) {
        return number(jdbc.sql(FIND_HIGHEST).param("id", flowId));
    }

    private static Optional<Semver> number(JdbcClient.StatementSpec question) {
        return question.query(String.class).optional().map(Semver::of);
    }

    /** Of each flow the hash of the text that came last. */
    Map<String, String> newestHashes() {
        var hashes = new HashMap<String, String>();
        jdbc.sql(FIND_NEWEST_TEXTS).query((ResultSet row) -> {
            hashes.put(row.getString("id"), row.getString("hash"));
        });
        return hashes;
    }

    List<VersionSummary> list(String flowId, @Nullable Semver below, int most) {
        return jdbc.sql(LIST)
                .param("id", flowId)
                .param("below", below == null ? null : below.toString())
                .param("most", most)
                .query((row, i) -> new VersionSummary(
                        row.getString("id"),
                        Semver.of(row.getString("version")),
                        row.getString("name"),
                        TriggerType.valueOf(row.getString("trigger_type").toUpperCase(Locale.ROOT)),
                        row.getString("status").equals("active"),
                        row.getString("file"),
                        time(row, "created_at"),
                        row.getString("created_by"),
                        row.getString("note")))
                .list();
    }

    List<Activation> activations(String flowId, int most) {
        return jdbc.sql(LIST_ACTIVATIONS)
                .param("id", flowId)
                .param("most", most)
                .query((row, i) -> new Activation(
                        Semver.read(Objects.requireNonNullElse(row.getString("version"), ""))
                                .orElse(null),
                        time(row, "activated_at"),
                        row.getString("activated_by"),
                        row.getString("why")))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("id"),
                Semver.of(row.getString("version")),
                row.getString("source"),
                row.getString("file"),
                row.getString("hash"),
                time(row, "created_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
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
        broadcast.tell(TOPIC, version.flowId());
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
        broadcast.tell(TOPIC, version.flowId());
    }

    void deactivate(String flowId, String by, String why) {
        transactions.executeWithoutResult(transaction -> {
            retire(flowId);
            note(flowId, null, by, why);
        });
        broadcast.tell(TOPIC, flowId);
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
