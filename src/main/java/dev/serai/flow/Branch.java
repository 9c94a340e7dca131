package dev.serai.flow;

/**
 * One way out of a node that chooses.
 *
 * @param condition when it is taken
 * @param targetNodeId the node it leads to
 * @param priority the lowest is asked first
 */
public record Branch(Condition condition, String targetNodeId, int priority) {}
