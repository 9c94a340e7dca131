package dev.serai.engine;

/** What was asked for cannot be done as things stand; nothing was changed. */
public final class RunRefused extends RuntimeException {

    RunRefused(RunId run, String reason) {
        this("Run " + run + " " + reason);
    }

    RunRefused(String reason) {
        super(reason);
    }
}
