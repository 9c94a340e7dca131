package dev.serai.engine;

import dev.serai.flow.NodeType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.model.ProcessorDefinition;

/**
 * A node type whose nodes do what their run's stand-ins say.
 *
 * @param standIns of the runs on their way, by node
 */
record StoodIn<S extends Record>(NodeKind<S> kind, Map<RunId, Map<String, DryRun.StandIn>> standIns)
        implements NodeKind<S> {

    @Override
    public NodeType type() {
        return kind.type();
    }

    @Override
    public Effect effect() {
        return kind.effect();
    }

    @Override
    public Duration timeLimit() {
        return kind.timeLimit();
    }

    @Override
    public Outcome run(S settings, Step step) {
        var said = standIns.getOrDefault(step.run(), Map.of()).get(step.node());
        return switch (said == null ? unsaid() : said) {
            case DryRun.StandIn.Output output -> Outcome.of(output.fields());
            case DryRun.StandIn.Failure failure -> throw new NodeFailed(failure.reason(), true, null);
            case DryRun.StandIn.Work work -> kind.run(settings, step);
        };
    }

    @Override
    public Outcome wake(S settings, Step step, Wake wake) {
        return kind.wake(settings, step, wake);
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
    public void weave(ProcessorDefinition<?> route, Weave<S> weave) {
        kind.weave(route, weave);
    }

    @Override
    public Optional<Outcome> lookUp(S settings, Step step) {
        return kind.lookUp(settings, step);
    }
}
