package dev.serai.engine;

import dev.serai.queue.Batcher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Runs an earlier process left: after its death they are asked for by the thousand, and looked up many at a time. */
@Component
class StoredRuns implements DisposableBean {

    private static final String RUNS = Runs.sql("load-runs");
    private static final String COUNT = Runs.sql("count-node-executions");
    private static final String NODES = Runs.sql("load-node-executions");
    private static final String WAITS = Runs.sql("load-waits");

    private record Lookup(RunId id, CompletableFuture<Optional<StoredRun>> found) {}

    private final JdbcClient jdbc;
    private final Contexts contexts;
    private final Duration patience;
    private final Batcher<Lookup> lookups;

    StoredRuns(JdbcClient jdbc, Contexts contexts, EngineProperties properties) {
        this.jdbc = jdbc;
        this.contexts = contexts;
        this.patience = properties.patience();
        this.lookups = new Batcher<>("engine-lookup", properties.batch(), this::look);
    }

    /** The run as it was committed last; empty if it never was. */
    Optional<StoredRun> find(RunId id) {
        var lookup = new Lookup(id, new CompletableFuture<>());
        lookups.submitAndWait(lookup, patience);
        return lookup.found().join();
    }

    private void look(List<Lookup> batch) {
        var runIds = batch.stream().map(Lookup::id).distinct().toList();
        var ids = texts(runIds);
        var executions = atHand(runIds);
        var others = runIds.stream()
                .filter(id -> !executions.containsKey(id.value()))
                .toList();
        if (!others.isEmpty()) {
            jdbc.sql(NODES).param("ids", texts(others)).query(row -> {
                executions
                        .computeIfAbsent(row.getObject("run_id", UUID.class), any -> new ArrayList<>())
                        .add(execution(row));
            });
        }
        var waits = new HashMap<UUID, List<StoredWait>>();
        jdbc.sql(WAITS).param("ids", ids).query(row -> {
            waits.computeIfAbsent(row.getObject("run_id", UUID.class), any -> new ArrayList<>())
                    .add(pause(row));
        });
        var runs = new HashMap<UUID, StoredRun>();
        jdbc.sql(RUNS).param("ids", ids).query(row -> {
            var id = row.getObject("id", UUID.class);
            runs.put(id, run(row, executions.getOrDefault(id, List.of()), waits.getOrDefault(id, List.of())));
        });
        batch.forEach(one ->
                one.found().complete(Optional.ofNullable(runs.get(one.id().value()))));
    }

    /** What is at hand and still as the database has it. */
    private Map<UUID, List<Execution>> atHand(List<RunId> ids) {
        var executions = new HashMap<UUID, List<Execution>>();
        var kept = contexts.find(ids);
        if (!kept.isEmpty()) {
            jdbc.sql(COUNT).param("ids", texts(kept.keySet())).query((ResultSet row) -> {
                var id = new RunId(row.getObject("run_id", UUID.class));
                var extent = new Contexts.Extent(row.getLong("executions"), row.getLong("superseded"));
                var known = kept.getOrDefault(id, List.of());
                if (Contexts.Extent.of(known).equals(extent)) {
                    executions.put(id.value(), known);
                }
            });
        }
        return executions;
    }

    private static String[] texts(Collection<RunId> ids) {
        return ids.stream().map(RunId::toString).toArray(String[]::new);
    }

    private static StoredRun run(ResultSet row, List<Execution> executions, List<StoredWait> waits)
            throws SQLException {
        return new StoredRun(
                new RunId(row.getObject("id", UUID.class)),
                row.getString("flow_definition_id"),
                row.getString("flow_version"),
                RunStatus.of(row.getString("status")),
                row.getString("input"),
                Runs.instant(row, "received_at"),
                Runs.json(row, "result"),
                row.getString("error"),
                Runs.instant(row, "started_at"),
                executions,
                waits);
    }

    private static StoredWait pause(ResultSet row) throws SQLException {
        var due = row.getObject("due_at", OffsetDateTime.class);
        var signal = row.getString("signal");
        return new StoredWait(
                turn(row),
                due == null ? null : due.toInstant(),
                signal == null ? null : Json.map(signal),
                row.getInt("signals"));
    }

    private static Turn turn(ResultSet row) throws SQLException {
        return new Turn(row.getString("node_id"), row.getString("turn"));
    }

    private static Execution execution(ResultSet row) throws SQLException {
        var told = Runs.json(row, "told");
        return new Execution(
                row.getInt("seq"),
                turn(row),
                row.getString("kind"),
                Execution.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                Execution.Level.valueOf(row.getString("level")),
                row.getInt("attempt"),
                row.getBoolean("superseded"),
                Map.of(),
                new Execution.Memory(
                        Json.map(row.getString("output")),
                        Json.map(told.path("context")),
                        Json.map(told.path("variables"))),
                row.getString("error"),
                Runs.instant(row, "started_at"),
                Duration.ofNanos(row.getLong("duration_us") * 1000));
    }

    @Override
    public void destroy() {
        lookups.close();
    }
}
