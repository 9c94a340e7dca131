package dev.serai.engine;

import dev.serai.queue.Members;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was asked for of many runs, as it is stored. */
@Component
class BulkRows {

    private static final String INSERT = Runs.sql("insert-bulk-action");
    private static final String FIND = Runs.sql("find-bulk-action");
    private static final String LIST = Runs.sql("list-bulk-actions");
    private static final String TAKE = Runs.sql("take-bulk-actions");
    private static final String ADVANCE = Runs.sql("advance-bulk-action");
    private static final String END = Runs.sql("end-bulk-action");
    private static final String EFFECTS = Runs.sql("count-effects");
    private static final String ID = "id";
    private static final String OWNER = "owner";
    private static final String EPOCH = "epoch";

    private final JdbcClient jdbc;
    private final Members members;
    private final Clock clock;

    BulkRows(JdbcClient jdbc, Members members, Clock clock) {
        this.jdbc = jdbc;
        this.members = members;
        this.clock = clock;
    }

    void insert(UUID id, BulkAction.Verb action, RunFilter filter, BulkAction.Options options) {
        var told = new TreeMap<String, @Nullable Object>();
        told.put("by", options.by());
        told.put("why", options.why());
        told.put("version", options.version());
        told.put("effects", options.effects());
        jdbc.sql(INSERT)
                .param(ID, id.toString())
                .param("action", action.word())
                .param("filter", Json.text(filter.criteria()))
                .param("options", Json.text(told))
                .param("now", clock.instant().toString())
                .param(OWNER, members.self().name())
                .param(EPOCH, members.self().epoch())
                .update();
    }

    Optional<BulkAction> find(UUID id) {
        return jdbc.sql(FIND)
                .param(ID, id.toString())
                .query((row, i) -> action(row))
                .optional();
    }

    List<BulkAction> list(int limit) {
        return jdbc.sql(LIST)
                .param("limit", limit)
                .query((row, i) -> action(row))
                .list();
    }

    /** What this hub has to do from now on, that of hubs that are gone included. */
    List<UUID> take() {
        return jdbc.sql(TAKE)
                .param(OWNER, members.self().name())
                .param(EPOCH, members.self().epoch())
                .param("living", members.living().stream().map(Object::toString).toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    /** What became of one run. */
    enum Became {
        DONE,
        PASSED_OVER,
        FAILED
    }

    /** Notes what became of one run; false if nothing more is to be done by this hub. */
    boolean advance(UUID id, String after, Became became, @Nullable String error) {
        return jdbc.sql(ADVANCE)
                        .param(ID, id.toString())
                        .param("after", after)
                        .param("done", became == Became.DONE ? 1 : 0)
                        .param("passedOver", became == Became.PASSED_OVER ? 1 : 0)
                        .param("failed", became == Became.FAILED ? 1 : 0)
                        .param("error", error)
                        .param(OWNER, members.self().name())
                        .param(EPOCH, members.self().epoch())
                        .update()
                > 0;
    }

    boolean end(UUID id, String status, boolean more) {
        return jdbc.sql(END)
                        .param(ID, id.toString())
                        .param("status", status)
                        .param("more", more)
                        .param("now", clock.instant().toString())
                        .update()
                > 0;
    }

    /** In how many runs a node did something. */
    record Count(String node, String kind, int runs) {}

    /** Which nodes of runs came to one of these statuses. */
    List<Count> count(String[] runs, List<String> statuses) {
        return jdbc.sql(EFFECTS)
                .param("runs", runs)
                .param("statuses", statuses.toArray(String[]::new))
                .query((row, i) -> new Count(row.getString("node_id"), row.getString("kind"), row.getInt("runs")))
                .list();
    }

    private static BulkAction action(ResultSet row) throws SQLException {
        var options = Runs.json(row, "options");
        var criteria = new TreeMap<String, String>();
        Json.map(Runs.json(row, "filter")).forEach((name, value) -> criteria.put(name, String.valueOf(value)));
        var errors = new ArrayList<String>();
        Runs.json(row, "errors").forEach(one -> errors.add(one.asText()));
        var finished = row.getObject("finished", OffsetDateTime.class);
        return new BulkAction(
                row.getObject(ID, UUID.class),
                BulkAction.Verb.of(row.getString("action")),
                new RunFilter(criteria),
                options(Json.map(options)),
                row.getString("status"),
                row.getString("after"),
                row.getInt("done"),
                row.getInt("passed_over"),
                row.getInt("failed"),
                errors,
                row.getBoolean("more"),
                Runs.instant(row, "requested"),
                finished == null ? null : finished.toInstant());
    }

    private static BulkAction.Options options(Map<String, @Nullable Object> told) {
        var version = told.get("version");
        return new BulkAction.Options(
                String.valueOf(told.get("by")),
                String.valueOf(told.get("why")),
                version == null ? null : version.toString(),
                Boolean.TRUE.equals(told.get("effects")));
    }
}
