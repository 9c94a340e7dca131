package dev.serai.engine;

import org.apache.camel.model.ProcessorDefinition;

/**
 * What a node type is given to weave a node of it into a route.
 *
 * @param <S> settings of the node
 */
public interface Weave<S extends Record> {

    /** The node's id. */
    String id();

    /** The node's settings. */
    S settings();

    /** Adds the step that does the node's work; to be called once. */
    void step(ProcessorDefinition<?> route);

    /** Adds the ways that part here and are gone at the same time, each up to where they meet again. */
    void parallel(ProcessorDefinition<?> route);

    /** Adds the body of this loop, once for each item. */
    void iterations(ProcessorDefinition<?> route);

    /** Adds the way that begins at another node, up to where it meets the other ways of this node again. */
    void follow(String target, ProcessorDefinition<?> route);
}
