package dev.serai.trigger;

import dev.serai.flow.Condition;
import dev.serai.flow.LocalNames;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events start a flow: the settings of {@code trigger_event}.
 *
 * @param event name of the event
 * @param filter a condition on its fields, such as {@code event.status === 'failed'}; none lets each one start a run
 */
public record Subscription(@NotBlank String event, @Nullable Condition filter) implements LocalNames {

    private static final String EVENT = "event";

    @Override
    public Set<String> localNames() {
        return Set.of(EVENT);
    }

    boolean wants(String name) {
        return event.equals(name);
    }

    /**
     * Whether an event of the right name starts a run.
     *
     * @throws dev.serai.flow.ConditionFailed when that cannot be worked out with these fields
     */
    boolean admits(Map<String, Object> fields) {
        return filter == null || filter.test(Map.of(EVENT, fields));
    }
}
