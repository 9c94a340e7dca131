package dev.serai.node;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.engine.Wait;
import dev.serai.engine.Wake;
import dev.serai.engine.Weave;
import dev.serai.flow.Forking;
import dev.serai.flow.NodeType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.model.ProcessorDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * {@code parallel}: goes several ways at once and goes on when as many as asked for have come to their end. What the
 * ways have found out is put together in the order in which they arrived; ways that came too late are not gone on with.
 */
@Component
class ParallelNode implements NodeKind<ParallelNode.Settings> {

    /**
     * One of the ways.
     *
     * @param targetNodeId where it begins
     */
    record Way(String targetNodeId) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Way of(JsonNode way) {
            return new Way(
                    way.isTextual() ? way.textValue() : way.path("targetNodeId").asText());
        }
    }

    /**
     * Which ways, and how many of them are waited for.
     *
     * @param branches where the ways begin, as ids of nodes or as {@code {targetNodeId}}; the connections if left out
     * @param join {@code all}, {@code any} or a number of ways
     * @param timeout after which the run goes on with the ways that have arrived; it waits on if left out
     */
    record Settings(
            List<Way> branches,
            @DefaultValue("all") String join,
            @Nullable Duration timeout) implements Forking {
        Settings {
            branches = List.copyOf(branches);
            if (!join.equals("all") && !join.equals("any") && !join.matches("[1-9][0-9]{0,3}")) {
                throw new IllegalArgumentException("join: '" + join + "' is unknown; use all, any or a number");
            }
            if (timeout != null && !timeout.isPositive()) {
                throw new IllegalArgumentException("timeout: it must be longer than nothing; leave it out to wait on");
            }
        }

        @Override
        public List<String> starts() {
            return branches.stream().map(Way::targetNodeId).toList();
        }

        int needed(int ways) {
            return switch (join) {
                case "all" -> ways;
                case "any" -> 1;
                default -> Math.min(ways, Integer.parseInt(join));
            };
        }
    }

    @Override
    public NodeType type() {
        return new NodeType("parallel", Set.of(), Settings.class, Set.of("results"), NodeType.Role.PARALLEL);
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var meeting = step.meeting();
        if (meeting.arrived().size() >= settings.needed(meeting.ways())) {
            return Outcome.of(Map.of("results", meeting.arrived()));
        }
        var timeout = settings.timeout();
        return Outcome.of(Map.of())
                .waiting(
                        timeout == null
                                ? Wait.forTheOthers()
                                : Wait.until(step.now().plus(timeout)));
    }

    @Override
    public Outcome wake(Settings settings, Step step, Wake wake) {
        var arrived = step.meeting().arrived();
        if (arrived.isEmpty()) {
            throw new NodeFailed("none of the branches came to its end within " + settings.timeout(), false, null);
        }
        return Outcome.of(Map.of("results", arrived));
    }

    @Override
    public void weave(ProcessorDefinition<?> route, Weave<Settings> weave) {
        weave.parallel(route);
        weave.step(route);
    }
}
