package dev.serai.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All runs there ever were, until their retention ends. */
@Component
public class Runs {

    private static final String FIND = sql("find-run");
    private static final String NODES = sql("find-node-executions");

    private final JdbcClient jdbc;

    Runs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One run with what its nodes did; empty before its first commit. */
    public Optional<RunView> find(RunId id) {
        var nodes = nodes(id);
        return jdbc.sql(FIND)
                .param("id", id.value())
                .query((row, i) -> view(row, nodes))
                .optional();
    }

    /**
     * The newest runs that fit, without their nodes.
     *
     * @param after {@code next} of the page before; null for the first
     * @param limit how many at most
     * @throws IllegalArgumentException if {@code after} is no such place
     */
    public RunPage search(RunFilter filter, @Nullable String after, int limit) {
        var parameters = RunSearch.parameters(filter, after, limit + 1);
        var found = jdbc.sql(RunSearch.sql(parameters.keySet()))
                .params(parameters)
                .query((row, i) -> view(row, List.of()))
                .list();
        var more = found.size() > limit;
        var page = more ? found.subList(0, limit) : found;
        return new RunPage(page, more ? RunSearch.cursor(page.getLast()) : null);
    }

    private List<RunView.NodeView> nodes(RunId id) {
        return jdbc.sql(NODES)
                .param("id", id.value())
                .query((row, i) -> new RunView.NodeView(
                        row.getString("node_id"),
                        row.getString("turn"),
                        row.getString("kind"),
                        row.getString("status"),
                        row.getString("level"),
                        row.getInt("attempt"),
                        row.getBoolean("superseded"),
                        instant(row, "started_at"),
                        row.getLong("duration_us") / 1000.0,
                        json(row, "input"),
                        json(row, "output"),
                        row.getString("error")))
                .list();
    }

    private static RunView view(ResultSet row, List<RunView.NodeView> nodes) throws SQLException {
        var started = instant(row, "started_at");
        var end = row.getObject("finished_at", OffsetDateTime.class);
        var finished = end == null ? null : end.toInstant();
        return new RunView(
                row.getObject("id", UUID.class).toString(),
                row.getString("flow_definition_id"),
                row.getString("flow_version"),
                row.getString("status"),
                json(row, "input"),
                json(row, "result"),
                row.getString("error"),
                row.getString("failed_node"),
                row.getString("rerun_of"),
                instant(row, "received_at"),
                started,
                finished,
                finished == null ? null : Duration.between(started, finished).toNanos() / 1e6,
                nodes);
    }

    static JsonNode json(ResultSet row, String column) throws SQLException {
        var text = row.getString(column);
        return text == null ? NullNode.getInstance() : Json.tree(text);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static String sql(String name) {
        try {
            return new ClassPathResource("sql/engine/" + name + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
