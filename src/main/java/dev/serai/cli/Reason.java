package dev.serai.cli;

import picocli.CommandLine.Option;

/** Who changes something, and what for; the hub notes it. */
final class Reason {

    @Option(names = "--by", defaultValue = "${sys:user.name}", description = "who asks for it (default: you)")
    private String by = "";

    @Option(names = "--why", defaultValue = "published by command", description = "what for")
    private String why = "";

    String by() {
        return by;
    }

    String why() {
        return why;
    }
}
