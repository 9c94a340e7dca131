package dev.serai.engine;

import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Where in a run a turn takes place, and what is known there: the run itself, an iteration of a loop or a parallel
 * branch. What is found out in an iteration or a branch stays there until the ways have met.
 *
 * @param path names the iteration or branch; empty for the run itself
 * @param fork where this way parted from the others; null for the run itself
 */
record Frame(String path, RunContext context, @Nullable Fork fork) {

    /** Under this name an iteration or branch travels in its exchange. */
    static final String VARIABLE = "frame";

    /**
     * A place where ways part.
     *
     * @param at the turn in which they meet again
     * @param way which of them this is: where it begins, or the number of its iteration
     */
    record Fork(Turn at, String way) {}

    static Frame of(Exchange exchange, Run run) {
        var inner = exchange.getVariable(VARIABLE, Frame.class);
        return inner == null ? run.frame() : inner;
    }

    /** One of the ways that part here; it knows what is known here. */
    Frame way(Turn at, String way) {
        return new Frame(path(at, way), context.copy(), new Fork(at, way));
    }

    /** The path of a way. */
    static String path(Turn at, String way) {
        return at + "[" + way + "]";
    }
}
