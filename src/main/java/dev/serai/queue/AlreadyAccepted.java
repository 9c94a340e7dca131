package dev.serai.queue;

import java.util.UUID;

/** Nobody will answer this work, for it is a copy of work that was accepted before. */
public final class AlreadyAccepted extends RuntimeException {

    public AlreadyAccepted(UUID envelope) {
        super("Message " + envelope + " is a copy of one that was accepted before");
    }
}
