package dev.serai.trigger;

import dev.serai.flow.FlowPublished;
import dev.serai.flow.FlowRetired;
import dev.serai.flow.FlowVersion;
import dev.serai.flow.Flows;
import dev.serai.flow.SettingsReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The triggers of the flows at work, their settings read once; what is asked often is answered from memory. */
@Component
class ActiveTriggers {

    /** The trigger of one flow. */
    record Active<S extends Record>(FlowVersion version, S settings) {}

    private static final Map<String, Class<? extends Record>> TYPES = Map.of(
            "trigger_schedule", Schedule.class,
            "trigger_event", Subscription.class,
            "trigger_webhook", Webhook.class);

    private final Flows flows;
    private final SettingsReader reader = new SettingsReader();
    private volatile @Nullable Map<String, Active<?>> known;
    private volatile boolean complete;

    ActiveTriggers(Flows flows) {
        this.flows = flows;
    }

    /** The trigger of this flow, if it has one with such settings. */
    <S extends Record> Optional<S> find(String flowId, Class<S> type) {
        return Optional.ofNullable(known().get(flowId))
                .map(Active::settings)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** All triggers with such settings, by the ids of their flows. */
    <S extends Record> List<Active<S>> all(Class<S> type) {
        return known().values().stream()
                .filter(one -> type.isInstance(one.settings()))
                .map(one -> new Active<>(one.version(), type.cast(one.settings())))
                .toList();
    }

    private Map<String, Active<?>> known() {
        var current = known;
        return current == null ? look() : current;
    }

    private synchronized Map<String, Active<?>> look() {
        var current = known;
        if (current == null) {
            current = new TreeMap<>();
            for (var version : flows.allActive()) {
                var active = read(version);
                if (active != null) {
                    current.put(version.flowId(), active);
                }
            }
            known = current;
        }
        return current;
    }

    private @Nullable Active<?> read(FlowVersion version) {
        var entry = version.definition().entry();
        var word = version.definition().triggerType().name().toLowerCase(Locale.ROOT);
        var type = entry.type().equals("trigger_" + word) ? TYPES.get(entry.type()) : null;
        return type == null ? null : new Active<>(version, reader.read(entry.config(), type));
    }

    /** Whether all flows are at work that should be; false while the hub starts. */
    boolean complete() {
        return complete;
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        forget();
        complete = true;
    }

    /** Something has changed: looks again when it is asked next. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @EventListener({FlowPublished.class, FlowRetired.class})
    synchronized void forget() {
        known = null;
    }
}
