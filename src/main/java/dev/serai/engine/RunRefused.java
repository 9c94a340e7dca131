package dev.serai.engine;

/** What was asked for cannot be done with this run as it stands; nothing was changed. */
public final class RunRefused extends RuntimeException {

    RunRefused(RunId run, String reason) {
        super("Run " + run + " " + reason);
    }
}
