package dev.serai.node;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.alert.Alert;
import dev.serai.alert.AlertLevel;
import dev.serai.alert.Alerts;
import dev.serai.provider.ProviderThresholdCrossed;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Raises an alert when a limit of calls is reached, with the code {@code error_rate:gpt} or the like, and one for
 * information when it is kept again. It lives beside {@code alert_save}, for neither providers nor alerts know of each
 * other.
 */
@Component
class ThresholdAlerts {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Alerts alerts;
    private final AlertLevel level;
    private final ProducerTemplate routes;

    ThresholdAlerts(Alerts alerts, NodeProperties properties, @Lazy ProducerTemplate routes) {
        this.alerts = alerts;
        this.level = properties.thresholds();
        this.routes = routes;
    }

    /** Stores the alert in the transaction that remembers the crossing: both are there, or it is told again. */
    @EventListener
    void on(ProviderThresholdCrossed crossed) {
        var alert = alert(crossed);
        var id = alerts.id(alert);
        store(alerts.endpoint(), alerts.row(id, alert));
        store(alerts.occurrenceEndpoint(), alerts.occurrence(id, alert));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                alerts.stored(id, alert);
            }
        });
    }

    private Alert alert(ProviderThresholdCrossed crossed) {
        var measure = crossed.measure();
        var window = measure.window();
        var data = JSON.createObjectNode()
                .put("kind", crossed.kind())
                .put("name", crossed.name())
                .put("threshold", crossed.threshold().word())
                .put("value", measure.value())
                .put("limit", measure.limit())
                .put("window", window == null ? null : window.toString())
                .put("over", crossed.over());
        var about = crossed.name().isEmpty() ? crossed.kind() : crossed.name();
        return new Alert(
                crossed.over() ? level : AlertLevel.INFO,
                crossed.threshold().word() + ":" + about,
                crossed.kind(),
                data.toString(),
                String.join(
                        ":",
                        crossed.kind(),
                        about,
                        crossed.threshold().word(),
                        crossed.over() ? "over" : "kept",
                        crossed.at().toString()),
                null,
                "",
                crossed.at());
    }

    private void store(String endpoint, Map<String, @Nullable Object> row) {
        var exchange = routes.send(endpoint, fresh -> {
            fresh.getExchangeExtension().setTransacted(true); // else camel-sql commits by itself
            fresh.getMessage().setBody(List.of(row));
        });
        var failure = exchange.getException();
        if (failure != null) {
            throw CamelExecutionException.wrapCamelExecutionException(exchange, failure);
        }
    }
}
