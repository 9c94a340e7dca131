package dev.serai.engine;

import org.apache.camel.Exchange;

/**
 * Where in a run a turn takes place, and what is known there: the run itself, an iteration of a loop or a parallel
 * branch. What is found out in an iteration or a branch stays there until it is merged.
 *
 * @param path names the iteration or branch; empty for the run itself
 */
record Frame(String path, RunContext context) {

    /** Under this name an iteration or branch travels in its exchange. */
    static final String VARIABLE = "frame";

    static Frame of(Exchange exchange, Run run) {
        var inner = exchange.getVariable(VARIABLE, Frame.class);
        return inner == null ? run.frame() : inner;
    }

    /** A part of this one that knows what is known here. */
    Frame inner(String name) {
        return new Frame(path.isEmpty() ? name : path + "/" + name, context.copy());
    }
}
