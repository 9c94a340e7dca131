package dev.serai.node;

import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.flow.NodeType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code end}: the run is over. */
@Component
class EndNode implements NodeKind<EndNode.Settings> {

    private static final List<String> STATUSES = List.of("completed", "failed", "cancelled");

    /**
     * The last word.
     *
     * @param status how the run is said to have ended: {@code completed}, {@code failed} or {@code cancelled}
     */
    record Settings(@Nullable String status) {
        Settings {
            status = Objects.requireNonNullElse(status, "completed");
            if (!STATUSES.contains(status)) {
                throw new IllegalArgumentException("status: '" + status + "' is none of " + STATUSES);
            }
        }
    }

    @Override
    public NodeType type() {
        return new NodeType("end", Set.of(), Settings.class, Set.of("status"), NodeType.Role.END);
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        return Outcome.of(Map.of("status", String.valueOf(settings.status())));
    }
}
