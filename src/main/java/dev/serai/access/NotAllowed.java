package dev.serai.access;

/** The caller has not shown that it may do this; the message says what to do. */
public final class NotAllowed extends RuntimeException {

    NotAllowed(String message) {
        super(message);
    }
}
