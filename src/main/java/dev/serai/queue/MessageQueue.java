package dev.serai.queue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The way in: what was accepted here survives the death of the process and is received, in the order of its lane. */
public interface MessageQueue {

    /**
     * Stores the work durably, together with what others accept at the same moment, and returns when the commit is
     * done. Safe to repeat: the second copy is answered with {@link Receipt#duplicate()}.
     *
     * @throws QueueUnavailable when the work could not be stored; nothing was accepted
     */
    Receipt accept(Envelope envelope);

    /**
     * Like {@link #accept}, and tells what the receiver answered through {@link Replies}. The future ends with a
     * {@link java.util.concurrent.TimeoutException} after the given time; the work goes on all the same. It ends with
     * {@link AlreadyAccepted} at once if this is a second copy.
     */
    CompletableFuture<String> request(Envelope envelope, Duration timeout);
}
