package dev.serai.engine;

import dev.serai.flow.FlowNode;

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

    Outcome run(Step step) {
        return kind.run(settings, step);
    }

    java.util.Optional<Outcome> lookUp(Step step) {
        return kind.lookUp(settings, step);
    }
}
