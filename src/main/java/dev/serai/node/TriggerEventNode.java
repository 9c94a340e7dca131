package dev.serai.node;

import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.flow.ContextFields;
import dev.serai.flow.NodeType;
import dev.serai.trigger.Subscription;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code trigger_event}: a run begins when something has happened. Fields of the event that have the name of a field of
 * the context, such as {@code robotId}, are put there too.
 */
@Component
class TriggerEventNode implements NodeKind<Subscription> {

    /** What every run has of its own. */
    private static final Set<String> KEPT = Set.of("variables", "metadata");

    @Override
    public NodeType type() {
        return new NodeType("trigger_event", Set.of(), Subscription.class, Set.of("event"), NodeType.Role.TRIGGER);
    }

    @Override
    public Outcome run(Subscription settings, Step step) {
        var event = new LinkedHashMap<String, @Nullable Object>();
        if (step.context("metadata") instanceof Map<?, ?> metadata && metadata.get("event") instanceof Map<?, ?> told) {
            told.forEach((name, value) -> event.put(String.valueOf(name), value));
        }
        var outcome = Outcome.of(Map.of("event", event));
        for (var field : event.entrySet()) {
            if (ContextFields.names().contains(field.getKey()) && !KEPT.contains(field.getKey())) {
                outcome = outcome.tell(field.getKey(), field.getValue());
            }
        }
        return outcome;
    }
}
