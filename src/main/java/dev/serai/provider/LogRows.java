package dev.serai.provider;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Hands finished log rows to the routes that write them in batches; waits while too many are on their way. */
@Component("providerLogRows")
class LogRows extends LifecycleStrategySupport {

    private static final Logger LOG = LoggerFactory.getLogger(LogRows.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LogBatches workflows;
    private final LogBatches models;
    private final boolean enabled;

    LogRows(CamelContext camel, ProviderProperties settings) {
        this.workflows = new LogBatches(camel, "provider-workflow-log");
        this.models = new LogBatches(camel, "provider-io-log");
        this.enabled = settings.log().enabled();
        camel.addLifecycleStrategy(this);
    }

    /** A row of {@code ai_workflow_logs}, by column names. */
    void workflow(Map<String, @Nullable Object> row) {
        hand(workflows, row);
    }

    /** A row of {@code ai_io_logs}, by column names. */
    void io(Map<String, @Nullable Object> row) {
        hand(models, row);
    }

    /** Called by the routes: the rows of a batch as one array for each column, which are written at once. */
    static Map<String, @Nullable String[]> columns(List<Map<String, @Nullable Object>> rows) {
        var columns = new HashMap<String, @Nullable String[]>();
        for (var name : rows.getFirst().keySet()) {
            columns.put(name, rows.stream().map(row -> text(row.get(name))).toArray(String[]::new));
        }
        return columns;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** Lets nothing wait any longer for more rows to come. */
    void flush() {
        workflows.flush();
        models.flush();
    }

    /** Writes what is under way before the routes stop, as long as there is hope. */
    @Override
    public void onContextStopping(CamelContext context) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var left = workflows.close(end) + models.close(end);
        if (left > 0) {
            LOG.error("{} log rows could not be written before the stop; is the database away?", left);
        }
    }

    private void hand(LogBatches batches, Map<String, @Nullable Object> row) {
        if (!enabled) {
            return;
        }
        // an interrupted caller ends its call, but not its log
        var interrupted = Thread.interrupted();
        try {
            if (!batches.add(row, PATIENCE)) {
                // the call itself succeeded or failed already; a log that cannot be kept must not change that
                LOG.error(
                        "Log row {} is lost: there is no room for it. Is the database away, or the hub at its end?",
                        row.get("id"));
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
