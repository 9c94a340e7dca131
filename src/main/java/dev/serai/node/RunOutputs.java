package dev.serai.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.engine.RunId;
import dev.serai.engine.Runs;
import dev.serai.trigger.NodeOutputs;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Looks up what nodes left in the log of their run. */
@Component
class RunOutputs implements NodeOutputs {

    private static final String SUCCEEDED = "succeeded";

    private final Runs runs;

    RunOutputs(Runs runs) {
        this.runs = runs;
    }

    @Override
    public Optional<JsonNode> find(UUID run, String node) {
        return runs.find(new RunId(run)).stream()
                .flatMap(view -> view.nodes().stream())
                .filter(turn -> turn.nodeId().equals(node) && turn.status().equals(SUCCEEDED))
                .reduce((earlier, later) -> later)
                .map(turn -> turn.output());
    }
}
