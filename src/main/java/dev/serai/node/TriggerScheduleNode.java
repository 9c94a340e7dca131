package dev.serai.node;

import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.flow.NodeType;
import dev.serai.trigger.Schedule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code trigger_schedule}: a run begins when its flow is due. */
@Component
class TriggerScheduleNode implements NodeKind<Schedule> {

    private static final List<String> OUTPUTS = List.of("firedAt", "scheduledAt", "payload");

    @Override
    public NodeType type() {
        return new NodeType("trigger_schedule", Set.of(), Schedule.class, Set.copyOf(OUTPUTS), NodeType.Role.TRIGGER);
    }

    @Override
    public Outcome run(Schedule settings, Step step) {
        var output = new LinkedHashMap<String, @Nullable Object>();
        if (step.context("metadata") instanceof Map<?, ?> metadata) {
            OUTPUTS.forEach(name -> output.put(name, metadata.get(name)));
        }
        return Outcome.of(output);
    }
}
