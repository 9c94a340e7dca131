package dev.serai.flow;

/**
 * One way out of a node that chooses.
 *
 * @param priority the lowest is asked first
 */
public record Branch(Condition condition, String targetNodeId, int priority) {}
