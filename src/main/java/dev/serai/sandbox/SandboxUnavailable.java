package dev.serai.sandbox;

import java.io.IOException;

/** The sandbox could not take its port, so nothing of it runs. */
public final class SandboxUnavailable extends RuntimeException {

    private static final String REMEDY = "Free that port, set serai.sandbox.port (SERAI_SANDBOX_PORT) to another one, "
            + "or switch the sandbox off with serai.sandbox.enabled=false.";

    private final String problem;

    SandboxUnavailable(String host, int port, IOException cause) {
        this("The sandbox cannot listen on %s:%d: %s.".formatted(host, port, cause.getMessage()), cause);
    }

    private SandboxUnavailable(String problem, IOException cause) {
        super(problem + " " + REMEDY, cause);
        this.problem = problem;
    }

    String problem() {
        return problem;
    }

    String remedy() {
        return REMEDY;
    }
}
