package dev.serai.sandbox;

import java.io.IOException;

/** The sandbox could not take its port, so nothing of it runs. */
public final class SandboxUnavailable extends RuntimeException {

    SandboxUnavailable(String host, int port, IOException cause) {
        super(
                "The sandbox cannot listen on %s:%d: %s. Free that port, set serai.sandbox.port (SERAI_SANDBOX_PORT) to another one, or switch it off with serai.sandbox.enabled=false."
                        .formatted(host, port, cause.getMessage()),
                cause);
    }
}
