package dev.serai.flow;

/**
 * What happens when a node has failed for good: stop, go on, go on with the default output, or take the error branch.
 */
public enum OnError {
    FAIL,
    CONTINUE,
    DEFAULT,
    BRANCH
}
