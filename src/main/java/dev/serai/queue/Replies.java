package dev.serai.queue;

import java.util.UUID;

/** Where a receiver leaves the answer to a request; somebody may or may not be waiting for it. */
public interface Replies {

    /** True while somebody in this process waits for the answer to this envelope. */
    boolean awaited(UUID envelope);

    /** Hands the answer (JSON text) to whoever waits; does nothing if nobody does. */
    void reply(UUID envelope, String answer);
}
