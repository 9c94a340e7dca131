package dev.serai.provider;

import java.time.Duration;

/** How time is let pass between two attempts. */
@FunctionalInterface
interface Pause {

    void sleep(Duration duration) throws InterruptedException;
}
