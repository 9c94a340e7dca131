package dev.serai.worktool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How many calls WorkTool still takes from us. Every call, questions included, is made with a permit. An implementation
 * that several hubs share would fit behind this interface.
 */
interface RequestBudget {

    /** The right to make one call, to be ended in one of the two ways. */
    interface Permit {

        /** The call was made and is over. */
        void used();

        /** No call was made. */
        void unused();
    }

    /** Begins to give permits; these calls of the last minute count already. */
    void open(List<Instant> calls);

    /** Waits for a permit, first come, first served; empty when the budget was closed. */
    Optional<Permit> acquire() throws InterruptedException;

    /** A permit, if one is there and nobody waits for it. */
    Optional<Permit> tryAcquire();

    /** No permit for anybody for this long: WorkTool said that there were too many calls. */
    void pause(Duration duration);

    /** Lets those who wait go with empty hands. */
    void close();
}
