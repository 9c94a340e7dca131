package dev.serai.provider;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What calls came to, from the rows the log keeps: nothing is known of calls before
 * {@code serai.provider.log.retention-days}, and a call is counted some seconds after its end.
 */
@Component
public class Statistics {

    private static final String SUMMARIZE = ProviderSql.read("summarize-calls");
    private static final String ERRORS = ProviderSql.read("count-errors");
    private static final String TOKENS = ProviderSql.read("sum-tokens-by-name");
    private static final String RECENT = ProviderSql.read("list-recent-errors");
    private static final String SLOWEST = ProviderSql.read("list-slowest-calls");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ZoneId zone;
    private final Models models;
    private final Workflows workflows;

    Statistics(JdbcClient jdbc, Clock clock, WatchProperties settings, Models models, Workflows workflows) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.zone = settings.zone();
        this.models = models;
        this.workflows = workflows;
    }

    /** All models or all workflows that are configured or were called, by name. */
    public List<CallStatistics> of(CallKind kind, Period period) {
        return known(kind, null, period);
    }

    /** One of them; empty if nobody knows it. */
    public Optional<CallStatistics> of(CallKind kind, String name, Period period) {
        return known(kind, name, period).stream()
                .filter(one -> one.name().equals(name))
                .findFirst();
    }

    /** What each model or workflow has spent since the month began, the greatest spender first. */
    public Map<String, Long> tokensThisMonth(CallKind kind) {
        return month(kind, null);
    }

    /** The newest failed calls of a model or workflow, the newest first. */
    public List<LoggedCall> recentErrors(CallKind kind, String name, int limit) {
        return jdbc.sql(RECENT)
                .param("kind", kind.word())
                .param("name", name)
                .param("limit", limit)
                .query((row, number) -> call(row))
                .list();
    }

    /** The calls of one model or workflow, or of all if no name is given, that took longest, the slowest first. */
    public List<LoggedCall> slowestCalls(CallKind kind, @Nullable String name, Period period, int limit) {
        return within(SLOWEST, kind, name, period)
                .param("limit", limit)
                .query((row, number) -> call(row))
                .list();
    }

    private List<CallStatistics> known(CallKind kind, @Nullable String only, Period period) {
        var summaries = new LinkedHashMap<String, CallStatistics>();
        within(SUMMARIZE, kind, only, period).query(row -> {
            summaries.put(row.getString("name"), summary(row));
        });
        var errors = new LinkedHashMap<String, Map<String, Long>>();
        within(ERRORS, kind, only, period).query(row -> {
            errors.computeIfAbsent(row.getString("name"), name -> new LinkedHashMap<>())
                    .put(row.getString("code"), row.getLong("times"));
        });
        var month = month(kind, only);
        return names(kind, List.of(summaries.keySet(), month.keySet())).stream()
                .map(name -> summaries
                        .getOrDefault(name, CallStatistics.NOTHING)
                        .about(name, errors.getOrDefault(name, Map.of()), month.getOrDefault(name, 0L)))
                .toList();
    }

    private Set<String> names(CallKind kind, Collection<Set<String>> called) {
        var names = new TreeSet<>(
                switch (kind) {
                    case MODEL -> models.names();
                    case WORKFLOW -> workflows.names();
                });
        called.forEach(names::addAll);
        return names;
    }

    private Map<String, Long> month(CallKind kind, @Nullable String only) {
        var tokens = new LinkedHashMap<String, Long>();
        jdbc.sql(TOKENS)
                .param("kind", kind.word())
                .param("name", only)
                .param("since", monthBegin(clock.instant(), zone).atOffset(ZoneOffset.UTC))
                .query(row -> {
                    tokens.put(row.getString("name"), row.getLong("tokens"));
                });
        return tokens;
    }

    static Instant monthBegin(Instant now, ZoneId zone) {
        return LocalDate.ofInstant(now, zone)
                .withDayOfMonth(1)
                .atStartOfDay(zone)
                .toInstant();
    }

    private JdbcClient.StatementSpec within(String sql, CallKind kind, @Nullable String name, Period period) {
        return jdbc.sql(sql)
                .param("kind", kind.word())
                .param("name", name)
                .param("from", period.from().atOffset(ZoneOffset.UTC))
                .param("to", period.to().atOffset(ZoneOffset.UTC));
    }

    private static CallStatistics summary(ResultSet row) throws SQLException {
        var calls = new CallStatistics.Calls(
                row.getLong("calls"), row.getLong("succeeded"), row.getLong("failed"), row.getLong("interrupted"));
        var tokens = new CallStatistics.Tokens(
                row.getLong("token_input"), row.getLong("token_output"), row.getLong("token_total"));
        var latency = new CallStatistics.Latency(
                millis(row, "average"), millis(row, "p50"), millis(row, "p95"), millis(row, "p99"));
        return new CallStatistics(row.getString("name"), calls, tokens, latency, Map.of(), 0);
    }

    /** Whole milliseconds of a number that may not be there. */
    private static Duration millis(ResultSet row, String column) throws SQLException {
        return Duration.ofMillis(Math.round(row.getDouble(column)));
    }

    private static LoggedCall call(ResultSet row) throws SQLException {
        return new LoggedCall(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("provider"),
                new CallTag(row.getObject("run_id", UUID.class), row.getString("node_id")),
                row.getString("response_status"),
                row.getString("error_code"),
                row.getString("error_message"),
                row.getLong("token_total"),
                Duration.ofMillis(row.getLong("duration_ms")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
