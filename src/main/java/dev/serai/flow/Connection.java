package dev.serai.flow;

/**
 * An arrow of the graph.
 *
 * @param onError whether it is taken when the source has failed, instead of when it has succeeded
 */
public record Connection(String source, String target, boolean onError) {}
