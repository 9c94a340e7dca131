package dev.serai.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.alert.AlertRaised;
import dev.serai.engine.Signals;
import dev.serai.trigger.Event;
import dev.serai.trigger.Events;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes of alerts the event {@code alert_triggered}, for which flows listen with {@code trigger_event} and runs wait.
 * What is the same alert within ten minutes is one event, so a flow that fails on it does not start itself for ever.
 */
@Component
class AlertEvents {

    private static final String TRIGGERED = "alert_triggered";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Events events;
    private final Signals signals;

    AlertEvents(Events events, Signals signals) {
        this.events = events;
        this.signals = signals;
    }

    @EventListener
    void on(AlertRaised raised) {
        var alert = raised.alert();
        var run = alert.runId();
        var fields = JSON.createObjectNode()
                .put("alertId", raised.id().toString())
                .put("alertLevel", alert.level().word())
                .put("alertCode", alert.code())
                .put("about", alert.about())
                .put("runId", run == null ? null : run.toString());
        try {
            fields.set("alertData", JSON.readTree(alert.data()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("What is known of an alert is not JSON", e);
        }
        events.publish(new Event(raised.id().toString(), TRIGGERED, alert.at(), fields));
        signals.send(TRIGGERED, fields);
    }
}
