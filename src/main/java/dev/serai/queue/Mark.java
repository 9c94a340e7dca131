package dev.serai.queue;

import java.time.Duration;

/**
 * A key by which a second copy of the same work is recognised within a window.
 *
 * @param key the same for both copies
 * @param window how long the key is remembered after it was left
 * @param use whether the key is only left for later work, only looked for, or both
 */
public record Mark(String key, Duration window, Use use) {

    /** What a message does with a key. */
    public enum Use {
        /** Left behind for later work to find; does not refuse this one. */
        LEAVE,
        /** Refuses this work if an earlier one left it; is not left behind. */
        LOOK,
        /** Refuses this work if an earlier one left it, and is left behind. */
        BOTH;

        boolean leaves() {
            return this != LOOK;
        }

        boolean looks() {
            return this != LEAVE;
        }
    }

    public static Mark both(String key, Duration window) {
        return new Mark(key, window, Use.BOTH);
    }

    public static Mark leave(String key, Duration window) {
        return new Mark(key, window, Use.LEAVE);
    }

    public static Mark look(String key, Duration window) {
        return new Mark(key, window, Use.LOOK);
    }
}
