package dev.serai.engine;

import dev.serai.flow.NodeType;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.model.ProcessorDefinition;

/**
 * A type of node: what the language must know about it, how it is woven into a route, and what it does in a run.
 * Implementations are Spring beans; they are shared by all runs and keep no state of their own.
 *
 * @param <S> its settings; the compact constructor fills in defaults and refuses wrong values
 */
public interface NodeKind<S extends Record> {

    /** Its name, settings and outputs. */
    NodeType type();

    /** What it does to the world outside. */
    default Effect effect() {
        return Effect.NONE;
    }

    /**
     * Whether it has something leave the hub later: a command, a notification, another run. That is stored together
     * with the run and known by a key, so it happens once in a run, however often the node runs.
     */
    default boolean sends() {
        return false;
    }

    /**
     * Whether what it leaves depends on more than what the run knows: on what is stored, the time, chance or the world
     * outside. A run that is recorded as a test has what such a node left written down.
     */
    default boolean reads() {
        return effect() != Effect.NONE;
    }

    /** How long one attempt may take if the author of the flow says nothing. */
    default Duration timeLimit() {
        return Duration.ofSeconds(30);
    }

    /**
     * Does the work once, on the thread of the run. What it wants to store goes into {@link Outcome#writes()}, never
     * straight into the database, so that it is committed together with the run.
     *
     * @throws NodeFailed when it cannot; any other exception counts as a failure worth another attempt
     */
    Outcome run(S settings, Step step);

    /**
     * Goes on after what the node waited for has come; it may wait again. If it does not say otherwise, it is done with
     * the output it left when it began to wait.
     */
    default Outcome wake(S settings, Step step, Wake wake) {
        return Outcome.of(wake.kept());
    }

    /**
     * Makes ready what nodes with these settings need; asked when a flow is compiled. Safe to repeat.
     *
     * @throws IllegalArgumentException {@code reason; fix} when such a node cannot work
     */
    default void prepare(S settings) {}

    /** Adds the node, and what only it decides, to the end of a route. */
    default void weave(ProcessorDefinition<?> route, Weave<S> weave) {
        weave.step(route);
    }

    /**
     * Asked after a crash of a node with {@link Effect#ONCE} whose outcome is unknown: finds out what became of it.
     * Empty means that nobody can tell; then the run fails for a person to look at.
     */
    default Optional<Outcome> lookUp(S settings, Step step) {
        return Optional.empty();
    }
}
