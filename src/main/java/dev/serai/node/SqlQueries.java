package dev.serai.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.Plain;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs statements of flows: each in a transaction of its own that reads only, for a limited time and so many rows. */
@Component
class SqlQueries {

    /** Acts as a role without a superuser's powers, if the hub's own user has them. */
    private static final String STEP_DOWN = "select set_config('role', ?, true) from pg_roles"
            + " where rolname = current_user and rolsuper and exists (select from pg_roles r where r.rolname = ?)";

    private static final String HURRY = "select set_config('statement_timeout', ?, true)";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final TransactionTemplate transaction;
    private final NodeProperties.Sql limits;

    SqlQueries(DataSource database, PlatformTransactionManager transactions, NodeProperties properties) {
        this.limits = properties.sql();
        this.jdbc = new JdbcTemplate(database);
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.transaction.setReadOnly(!limits.write());
    }

    /**
     * The rows of an answer; for a statement that changes something without returning rows, how many it changed.
     *
     * @throws NodeFailed if the database refuses; worth another attempt if nothing can have changed
     */
    List<Map<String, @Nullable Object>> run(String statement, Map<String, @Nullable Object> parameters) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        parameters.forEach((name, value) -> values.put(name, value instanceof Map<?, ?> map ? json(map) : value));
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                jdbc.query(HURRY, row -> {}, String.valueOf(limits.timeout().toMillis()));
                if (!limits.role().isBlank()) {
                    jdbc.query(STEP_DOWN, row -> {}, limits.role(), limits.role());
                }
                return named.execute(statement, values, this::rows);
            }));
        } catch (DataAccessException e) {
            throw new NodeFailed("statement: " + reason(e), !limits.write() && !authorsFault(e), e);
        }
    }

    private List<Map<String, @Nullable Object>> rows(PreparedStatement statement) throws SQLException {
        statement.setMaxRows(limits.maxRows() + 1);
        if (!statement.execute()) {
            return List.of(Map.of("updated", statement.getUpdateCount()));
        }
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        try (var answer = statement.getResultSet()) {
            while (answer.next()) {
                rows.add(row(answer));
            }
        }
        if (rows.size() > limits.maxRows()) {
            throw new NodeFailed(
                    "statement: the answer has more than " + limits.maxRows() + " rows; add a limit", false, null);
        }
        return rows;
    }

    private static Map<String, @Nullable Object> row(ResultSet answer) throws SQLException {
        var row = new LinkedHashMap<String, @Nullable Object>();
        var columns = answer.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            var json = columns.getColumnTypeName(i).startsWith("json");
            row.put(columns.getColumnLabel(i), json ? Plain.json(answer.getString(i)) : Plain.of(answer.getObject(i)));
        }
        return row;
    }

    private static String json(Map<?, ?> map) {
        try {
            return JSON.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new NodeFailed("parameters: a value cannot be written as JSON", false, e);
        }
    }

    /** What the database says of the statement is told; what it says of values may repeat them and is not. */
    private static String reason(DataAccessException failure) {
        if (!(failure.getMostSpecificCause() instanceof SQLException refused)) {
            return "the database did not answer (" + failure.getClass().getSimpleName() + ")";
        }
        var told = String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
        var state = " (SQLSTATE " + refused.getSQLState() + ")";
        return (authorsFault(failure) ? told : "the database refuses it") + state;
    }

    /** Syntax, names, rights (class 42), and what a transaction that only reads refuses (25). */
    private static boolean authorsFault(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException refused
                && String.valueOf(refused.getSQLState()).matches("(42|25).*");
    }
}
