package dev.serai.node;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.alert.Alert;
import dev.serai.alert.AlertLevel;
import dev.serai.alert.Alerts;
import dev.serai.engine.FailureNotes;
import dev.serai.engine.Write;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Raises an alert for each run that fails, with the code {@code run_failed}; runs of the same flow within ten minutes
 * are one alert. It lives beside {@code alert_save}, for neither the engine nor alerts know of each other.
 */
@Component
class FailedRunAlerts implements FailureNotes {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CODE = "run_failed";

    private final Alerts alerts;
    private final AlertLevel level;

    FailedRunAlerts(Alerts alerts, NodeProperties properties) {
        this.alerts = alerts;
        this.level = properties.failedRuns();
    }

    @Override
    public List<Write> of(Failure failure) {
        var data = JSON.createObjectNode()
                .put("flow", failure.flow())
                .put("runId", failure.run().toString())
                .put("reason", failure.reason());
        var alert = new Alert(
                level,
                CODE,
                failure.flow(),
                data.toString(),
                failure.run() + ":" + failure.at(),
                failure.run().value(),
                "",
                failure.at());
        return AlertSaveNode.writes(alerts, alerts.id(alert), alert);
    }
}
