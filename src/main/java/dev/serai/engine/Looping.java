package dev.serai.engine;

import dev.serai.flow.Expression;

/** Settings of a node that runs its body once for each item. */
public interface Looping {

    /** The list to go through. */
    Expression items();

    /** How many iterations run at the same time. */
    int concurrency();

    /** A list with more items than this is refused. */
    int maxIterations();
}
