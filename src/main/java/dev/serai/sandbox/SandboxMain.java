package dev.serai.sandbox;

import java.util.concurrent.CountDownLatch;

/** Runs a sandbox as a process of its own, so that the hub can be killed while the world outside goes on. */
final class SandboxMain {

    private SandboxMain() {}

    /** Takes {@code --port=} and {@code --host=}, and runs until it is ended. */
    public static void main(String[] args) throws InterruptedException {
        try (var sandbox = Sandbox.start(options(args))) {
            System.out.println("Sandbox at " + sandbox.url() + "/sandbox/");
            new CountDownLatch(1).await();
        }
    }

    static SandboxOptions options(String... args) {
        var options = SandboxOptions.defaults().at("127.0.0.1", 8090);
        for (var arg : args) {
            if (arg.startsWith("--port=")) {
                options = options.at(options.host(), Integer.parseInt(arg.substring(7)));
            } else if (arg.startsWith("--host=")) {
                options = options.at(arg.substring(7), options.port());
            } else {
                throw new IllegalArgumentException(arg + ": unknown; use --port=8090 and --host=127.0.0.1");
            }
        }
        return options;
    }
}
