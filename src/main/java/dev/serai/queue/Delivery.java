package dev.serai.queue;

/**
 * One attempt to hand an envelope to its receiver.
 *
 * @param envelope the work
 * @param attempt counts from 1
 * @param redelivered true if an earlier attempt, perhaps of a process that died, may have done part of the work
 */
public record Delivery(Envelope envelope, int attempt, boolean redelivered) {}
