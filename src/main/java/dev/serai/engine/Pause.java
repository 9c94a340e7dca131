package dev.serai.engine;

import java.time.Duration;

/** Lets time pass between two attempts; tests let it fly. */
@FunctionalInterface
interface Pause {

    void hold(Duration time);

    /** Parks the virtual thread of the run. */
    static Pause real() {
        return time -> {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NodeFailed("interrupted between two attempts", false, e);
            }
        };
    }
}
