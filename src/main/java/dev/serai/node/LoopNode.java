package dev.serai.node;

import dev.serai.engine.Looping;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.engine.Wait;
import dev.serai.engine.Weave;
import dev.serai.flow.Expression;
import dev.serai.flow.Naming;
import dev.serai.flow.NodeType;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.apache.camel.model.ProcessorDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * {@code loop}: runs its body, which is what leads back to it, once for each item; in it, {@code {{item}}} is the item
 * and {@code {{index}}} its number, from 0. What an iteration finds out stays in it; the results are what the last node
 * of each left.
 */
@Component
class LoopNode implements NodeKind<LoopNode.Settings> {

    /**
     * What is gone through.
     *
     * @param items an expression that gives a list, for example {@code variables.orders}
     * @param concurrency how many iterations run at the same time; with 1 each waits for the one before
     * @param maxIterations a longer list fails the node
     */
    record Settings(
            Expression items,
            @Min(1) @Max(1000) @DefaultValue("1") int concurrency,
            @Min(1) @Max(100_000) @DefaultValue("1000") int maxIterations)
            implements Looping, Naming {

        @Override
        public Set<String> names() {
            return Set.of("item", "index");
        }
    }

    @Override
    public NodeType type() {
        return new NodeType("loop", Set.of(), Settings.class, Set.of("results"), NodeType.Role.LOOP);
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var meeting = step.meeting();
        if (meeting.arrived().size() < meeting.ways()) {
            return Outcome.of(Map.of()).waiting(Wait.forTheOthers());
        }
        var results = new ArrayList<Map<String, @Nullable Object>>();
        for (int i = 0; i < meeting.ways(); i++) {
            results.add(meeting.arrived().getOrDefault(String.valueOf(i), Map.of()));
        }
        return Outcome.of(Map.of("results", results));
    }

    @Override
    public void weave(ProcessorDefinition<?> route, Weave<Settings> weave) {
        weave.iterations(route);
        weave.step(route);
    }
}
