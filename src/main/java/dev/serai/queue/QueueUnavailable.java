package dev.serai.queue;

/** The inbox cannot store anything at the moment; the caller should try again. */
public final class QueueUnavailable extends RuntimeException {

    public QueueUnavailable(String reason, Throwable cause) {
        super("The inbox could not store the message: " + reason + ". Nothing was accepted, try again.", cause);
    }
}
