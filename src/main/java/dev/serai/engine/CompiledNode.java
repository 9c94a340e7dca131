package dev.serai.engine;

import dev.serai.flow.FlowNode;
import dev.serai.flow.NodeType;
import java.util.Optional;

/**
 * A node ready to run.
 *
 * @param node as the author wrote it
 * @param kind does its work
 * @param settings read and checked once
 */
record CompiledNode<S extends Record>(FlowNode node, NodeKind<S> kind, S settings) {

    String id() {
        return node.id();
    }

    /** Whether a run stops here. */
    boolean ends() {
        return kind.type().role() == NodeType.Role.END;
    }

    /** Whether ways of the run meet here. */
    boolean meets() {
        return switch (kind.type().role()) {
            case PARALLEL, LOOP -> true;
            case TRIGGER, STEP, BRANCH, WAIT, END -> false;
        };
    }

    Outcome run(Step step) {
        return kind.run(settings, step);
    }

    Outcome wake(Step step, Wake wake) {
        return kind.wake(settings, step, wake);
    }

    Optional<Outcome> lookUp(Step step) {
        return kind.lookUp(settings, step);
    }
}
