package dev.serai.engine;

import dev.serai.flow.NodeType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.model.ProcessorDefinition;
import org.jspecify.annotations.Nullable;

/** A node type whose nodes do what their run's stand-ins say. */
record StoodIn<S extends Record>(NodeKind<S> kind, Map<RunId, Cast> casts) implements NodeKind<S> {

    /** The stand-ins of a run, and which turns of their nodes have come so far. */
    record Cast(Map<String, DryRun.StandIn> standIns, Map<String, List<String>> seen) {

        Cast(Map<String, DryRun.StandIn> standIns) {
            this(standIns, new ConcurrentHashMap<>());
        }

        /** Which of a node's turns this is, from 0; the same in each attempt. */
        int number(Step step) {
            var turns = seen.merge(step.node(), List.of(step.effectKey()), (before, one) -> {
                if (before.containsAll(one)) {
                    return before;
                }
                var more = new java.util.ArrayList<>(before);
                more.addAll(one);
                return List.copyOf(more);
            });
            return turns.indexOf(step.effectKey());
        }
    }

    @Override
    public NodeType type() {
        return kind.type();
    }

    @Override
    public Effect effect() {
        return kind.effect();
    }

    @Override
    public boolean sends() {
        return kind.sends();
    }

    @Override
    public boolean reads() {
        return kind.reads();
    }

    @Override
    public Duration timeLimit() {
        return kind.timeLimit();
    }

    @Override
    public Outcome run(S settings, Step step) {
        var cast = casts.get(step.run());
        var said = cast == null ? null : cast.standIns().get(step.node());
        return switch (said == null ? unsaid() : said) {
            case DryRun.StandIn.Output output -> Outcome.of(output.fields());
            case DryRun.StandIn.Outputs outputs -> Outcome.of(numbered(outputs, cast, step));
            case DryRun.StandIn.Failure failure -> throw new NodeFailed(failure.reason(), true, null);
            case DryRun.StandIn.Work work -> kind.run(settings, step).quiet();
            case Remembered remembered -> remembered.outcome(turn(step));
        };
    }

    private static Map<String, @Nullable Object> numbered(
            DryRun.StandIn.Outputs outputs, @Nullable Cast cast, Step step) {
        var number = cast == null ? 0 : cast.number(step);
        return outputs.turns().get(Math.min(number, outputs.turns().size() - 1));
    }

    private static String turn(Step step) {
        return step instanceof RunStep one ? one.turn().name() : "";
    }

    private DryRun.StandIn unsaid() {
        if (kind.effect() != Effect.NONE) {
            throw new NodeFailed("it reaches outside and there is no stand-in for it", false, null);
        }
        return new DryRun.StandIn.Work();
    }

    /** What reaches outside is not made ready either. */
    @Override
    public void prepare(S settings) {
        if (kind.effect() == Effect.NONE) {
            kind.prepare(settings);
        }
    }

    @Override
    public Outcome wake(S settings, Step step, Wake wake) {
        return kind.wake(settings, step, wake).quiet();
    }

    @Override
    public void weave(ProcessorDefinition<?> route, Weave<S> weave) {
        kind.weave(route, weave);
    }

    @Override
    public Optional<Outcome> lookUp(S settings, Step step) {
        return kind.lookUp(settings, step).map(Outcome::quiet);
    }
}
