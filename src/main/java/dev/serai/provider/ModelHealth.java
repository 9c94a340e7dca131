package dev.serai.provider;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether the models answer. A model is {@code degraded} when it answers slowly, limits our rate or has failed once,
 * and {@code down} when it failed twice in a row.
 */
@Component
public class ModelHealth {

    private static final String LAST = ProviderSql.read("find-last-health-checks");
    private static final String INSERT = ProviderSql.read("insert-health-check");

    /** How well a model is. */
    enum Status {
        HEALTHY,
        DEGRADED,
        DOWN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Check(String status, boolean failed) {}

    private final ModelProbes probes;
    private final JdbcClient jdbc;
    private final Clock clock;

    ModelHealth(ModelProbes probes, JdbcClient jdbc, Clock clock) {
        this.probes = probes;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Asks each model that is configured completely for a word and keeps what came of it. Costs a call of a few tokens
     * for each; names of ours for the same model are asked for once.
     *
     * @return the models that went down or came back: of each {@code model}, {@code from}, {@code to} and {@code error}
     */
    public List<Map<String, Object>> check() {
        var before = last();
        var now = clock.instant();
        var changes = new ArrayList<Map<String, Object>>();
        probes.all().forEach((model, probe) -> {
            var last = before.getOrDefault(model, new Check(Status.HEALTHY.word(), false));
            var status = status(probe, last);
            keep(model, status, probe, now);
            if (!status.word().equals(last.status())
                    && (status == Status.DOWN || last.status().equals(Status.DOWN.word()))) {
                var change = new LinkedHashMap<String, Object>();
                change.put("model", model);
                change.put("from", last.status());
                change.put("to", status.word());
                change.put("error", probe.error() == null ? "" : probe.error());
                changes.add(change);
            }
        });
        return changes;
    }

    private static Status status(ModelProbes.Probe probe, Check last) {
        if (probe.error() == null) {
            return probe.slow() ? Status.DEGRADED : Status.HEALTHY;
        }
        return last.failed() && !probe.limited() ? Status.DOWN : Status.DEGRADED;
    }

    private Map<String, Check> last() {
        var last = new HashMap<String, Check>();
        jdbc.sql(LAST).query(row -> {
            last.put(
                    row.getString("model_id"),
                    new Check(row.getString("status"), row.getString("error_message") != null));
        });
        return last;
    }

    private void keep(String model, Status status, ModelProbes.Probe probe, Instant at) {
        @Nullable String error = probe.error();
        jdbc.sql(INSERT)
                .param("model", model)
                .param("status", status.word())
                .param("millis", probe.took().toMillis())
                .param("error", error)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
