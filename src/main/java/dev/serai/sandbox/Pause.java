package dev.serai.sandbox;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits on purpose, but never longer than the sandbox is open. */
final class Pause {

    private static final long AS_LONG_AS_A_HANGING_SERVER = TimeUnit.MINUTES.toMillis(10);

    private final CountDownLatch closed = new CountDownLatch(1);

    void millis(long millis) {
        if (millis <= 0) {
            return;
        }
        try {
            var unused = closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void hang() {
        millis(AS_LONG_AS_A_HANGING_SERVER);
    }

    void end() {
        closed.countDown();
    }
}
