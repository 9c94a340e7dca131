package dev.serai.engine;

/** A person called the run off; what it has done stays as it is. */
final class RunCancelled extends RuntimeException {

    RunCancelled(RunId run) {
        super("Run " + run + " was cancelled");
    }
}
