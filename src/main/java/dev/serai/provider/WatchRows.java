package dev.serai.provider;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is measured of calls, and what was told of it. */
@Component("providerWatchRows")
class WatchRows {

    private static final String MEASURE = ProviderSql.read("measure-calls");
    private static final String TOKENS = ProviderSql.read("sum-tokens");
    private static final String SWITCH = ProviderSql.read("switch-threshold");

    private final JdbcClient jdbc;

    WatchRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whose calls.
     *
     * @param kind model, workflow or total
     * @param name null for all together
     */
    record Subject(String kind, @Nullable String name) {

        String label() {
            return name == null ? "" : name;
        }
    }

    /**
     * How calls ended.
     *
     * @param answered those that succeeded
     * @param p95 in milliseconds; null if none succeeded
     */
    record Calls(
            long calls,
            long failed,
            long answered,
            @Nullable Double p95) {}

    Calls calls(Subject subject, Instant since) {
        return since(MEASURE, subject, since)
                .query((row, number) -> new Calls(
                        row.getLong("calls"),
                        row.getLong("failed"),
                        row.getLong("answered"),
                        row.getObject("p95", Double.class)))
                .single();
    }

    long tokens(Subject subject, Instant since) {
        return since(TOKENS, subject, since).query(Long.class).single();
    }

    private JdbcClient.StatementSpec since(String sql, Subject subject, Instant since) {
        return jdbc.sql(sql)
                .param("kind", subject.kind())
                .param("name", subject.name())
                .param("since", since.atOffset(ZoneOffset.UTC));
    }

    /** Notes on which side of a limit it is now; false if that was known. */
    boolean switched(ProviderThresholdCrossed seen) {
        return jdbc.sql(SWITCH)
                        .param("kind", seen.kind())
                        .param("name", seen.name())
                        .param("threshold", seen.threshold().word())
                        .param("over", seen.over())
                        .param("value", seen.measure().value())
                        .param("at", seen.at().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
