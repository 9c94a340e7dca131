package dev.serai.node;

import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.flow.Naming;
import dev.serai.flow.NodeType;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code set_variables}: gives names to values, for the nodes that follow. */
@Component
class SetVariablesNode implements NodeKind<SetVariablesNode.Settings> {

    /**
     * What is named.
     *
     * @param assignments names and their values; texts may hold {@code {{variables}}}
     */
    record Settings(@Nullable Map<String, Value> assignments) implements Naming {

        Settings {
            assignments = Map.copyOf(Objects.requireNonNullElse(assignments, Map.of()));
        }

        @Override
        public Map<String, Value> assignments() {
            return Objects.requireNonNull(assignments);
        }

        @Override
        public Set<String> names() {
            return assignments().keySet();
        }
    }

    @Override
    public NodeType type() {
        return new NodeType("set_variables", Set.of(), Settings.class, Set.of("variables"), NodeType.Role.STEP);
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var values = Value.all(settings.assignments(), step.scope());
        return Outcome.of(Map.of("variables", values)).name(values);
    }
}
