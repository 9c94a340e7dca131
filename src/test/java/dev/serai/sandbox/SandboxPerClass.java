package dev.serai.sandbox;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A sandbox for all tests of a class, as new for each of them. */
final class SandboxPerClass implements AfterEachCallback, AfterAllCallback {

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private final Client client = new Client(sandbox);

    Sandbox sandbox() {
        return sandbox;
    }

    Client client() {
        return client;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        client.post("/sandbox/reset", "");
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        sandbox.close();
    }
}
