package dev.serai.provider;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of finished calls, put into the log by hand. */
final class LoggedCalls {

    static final Instant NOON = Instant.parse("2026-03-31T04:00:00Z"); // in Shanghai

    private final JdbcClient jdbc;

    LoggedCalls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A call that succeeded and spent so many tokens, a third of them for the question. */
    void model(String name, Instant at, long tokens, long millis) {
        model(name, at, "success", null, tokens, millis);
    }

    void model(String name, Instant at, String status, String code, long tokens, long millis) {
        insert("ai_io_logs", "model_name, model_id, request_text, token_estimated", ":name, 'm', '[]', false")
                .params(row(name, at, status, code, tokens, millis))
                .update();
    }

    void workflow(String name, Instant at, String status, String code, long tokens, long millis) {
        insert("ai_workflow_logs", "workflow_name, request_params", ":name, '{}'")
                .params(row(name, at, status, code, tokens, millis))
                .update();
    }

    private static Map<String, Object> row(
            String name, Instant at, String status, String code, long tokens, long millis) {
        var row = new HashMap<String, Object>();
        row.put("name", name);
        row.put("status", status);
        row.put("code", code);
        row.put("input", tokens / 3);
        row.put("output", tokens - tokens / 3);
        row.put("millis", millis);
        row.put("at", at.atOffset(ZoneOffset.UTC));
        return row;
    }

    private JdbcClient.StatementSpec insert(String table, String columns, String values) {
        return jdbc.sql("""
                insert into provider.%s (id, provider, response_status, error_code, error_message, token_input,
                    token_output, token_total, duration_ms, created_at, %s)
                values (gen_random_uuid(), 'p', :status, cast(:code as text), 'because of ' || cast(:code as text),
                    :input, :output, :input + :output, :millis, :at, %s)""".formatted(table, columns, values));
    }
}
