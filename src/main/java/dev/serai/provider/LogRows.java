package dev.serai.provider;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Variable;
import org.apache.camel.processor.aggregate.AggregateProcessor;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Hands finished log rows to the routes that write them in batches; waits while their queue is full. Counts the rows on
 * their way, because Camel's own stop overlooks a row between queue and batch.
 */
@Component("providerLogRows")
class LogRows extends LifecycleStrategySupport {

    private static final Logger LOG = LoggerFactory.getLogger(LogRows.class);
    private static final String WORKFLOWS = "provider-workflow-log";
    private static final String MODELS = "provider-io-log";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CamelContext camel;
    private final ProducerTemplate template;
    private final boolean enabled;
    private final AtomicLong underWay = new AtomicLong();

    LogRows(CamelContext camel, ProviderProperties settings) {
        this.camel = camel;
        this.template = camel.createProducerTemplate();
        this.enabled = settings.log().enabled();
        camel.addLifecycleStrategy(this);
    }

    /** A row of {@code ai_workflow_logs}, by column names. */
    void workflow(Map<String, @Nullable Object> row) {
        hand(WORKFLOWS, row);
    }

    /** A row of {@code ai_io_logs}, by column names. */
    void io(Map<String, @Nullable Object> row) {
        hand(MODELS, row);
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

    /** Called by the routes: so many rows are written, or given up. */
    void settled(@Variable("rows") int rows) {
        underWay.addAndGet(-rows);
    }

    /** Writes what is under way before the routes stop, as long as there is hope. */
    @Override
    public void onContextStopping(CamelContext context) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (underWay.get() > 0 && System.nanoTime() < end) {
            complete(WORKFLOWS);
            complete(MODELS);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        if (underWay.get() > 0) {
            LOG.error("{} log rows could not be written before the stop; is the database away?", underWay.get());
        }
    }

    private void complete(String routeId) {
        var batch = camel.getProcessor(routeId + "-batch", AggregateProcessor.class);
        if (batch != null) {
            batch.forceCompletionOfAllGroups();
        }
    }

    private void hand(String routeId, Map<String, @Nullable Object> row) {
        if (!enabled) {
            return;
        }
        var route = camel.getRoute(routeId);
        if (route == null) {
            LOG.error("Log row {} is lost: there is no route '{}'", row.get("id"), routeId);
            return;
        }
        // an interrupted caller ends its call, but not its log
        var interrupted = Thread.interrupted();
        underWay.incrementAndGet();
        try {
            template.sendBody(route.getEndpoint(), row);
        } catch (CamelExecutionException e) {
            // the call itself succeeded or failed already; a log that cannot be kept must not change that
            underWay.decrementAndGet();
            LOG.error("Log row {} is lost: '{}' took no more rows; is the database away?", row.get("id"), routeId);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
