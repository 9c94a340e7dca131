package dev.serai.queue;

/**
 * An envelope in the hands of this process.
 *
 * @param seq its place in the order of acceptance
 * @param envelope the work
 * @param attempts failed deliveries so far
 * @param redelivered whether somebody may have begun it before
 */
record Work(long seq, Envelope envelope, int attempts, boolean redelivered) {}
