package dev.serai.provider;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Hands finished log rows to the routes that write them in batches; waits while their queue is full. */
@Component
class LogRows {

    private static final Logger LOG = LoggerFactory.getLogger(LogRows.class);

    private final CamelContext camel;
    private final ProducerTemplate template;
    private final boolean enabled;

    LogRows(CamelContext camel, ProviderProperties settings) {
        this.camel = camel;
        this.template = camel.createProducerTemplate();
        this.enabled = settings.log().enabled();
    }

    /** A row of {@code ai_workflow_logs}, by column names. */
    void workflow(Map<String, @Nullable Object> row) {
        hand("provider-workflow-log", row);
    }

    /** A row of {@code ai_io_logs}, by column names. */
    void io(Map<String, @Nullable Object> row) {
        hand("provider-io-log", row);
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
        try {
            template.sendBody(route.getEndpoint(), row);
        } catch (CamelExecutionException e) {
            // the call itself succeeded or failed already; a log that cannot be kept must not change that
            LOG.error("Log row {} is lost: '{}' took no more rows; is the database away?", row.get("id"), routeId);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
