package dev.serai.cli;

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

    RemoteHub hub() {
        return new RemoteHub(url);
    }
}
