package dev.serai.cli;

import dev.serai.vault.Secret;
import java.net.URI;
import picocli.CommandLine.Option;

/** Which hub is meant. */
final class HubAddress {

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:SERAI_URL:-http://localhost:8080}",
            description = "of the hub (default: ${DEFAULT-VALUE}, or SERAI_URL)")
    private URI url = URI.create("http://localhost:8080");

    @Option(
            names = "--admin-key",
            paramLabel = "KEY",
            defaultValue = "${env:SERAI_ADMIN_KEY:-}",
            description = "for what administrators may (default: SERAI_ADMIN_KEY)")
    private String adminKey = "";

    RemoteHub hub() {
        return new RemoteHub(url, Secret.of(adminKey));
    }
}
