package dev.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.vault.Vault;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What is done with the master key. */
@Command(
        name = "vault",
        description = "Makes master keys, and seals secrets anew under the newest one.",
        subcommands = CommandLine.HelpCommand.class)
final class VaultVerbs implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    private CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("Verbs are told their words by a CommandLine");
        }
        return spec.commandLine();
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(line(), "Say what: vault key, or vault rotate");
    }

    @Command(description = "Prints a new master key, for SERAI_MASTER_KEY; needs no hub.")
    int key() {
        line().getOut().println(Vault.newKey().reveal());
        return Cli.OK;
    }

    @Command(description = "Seals all the hub keeps under older keys anew; may be repeated.")
    int rotate(@Mixin HubAddress address) {
        var told = address.hub().post("/api/vault/rotate", "application/json", "{}");
        var lost = false;
        for (var store : told.path("stores")) {
            line().getOut().println(line(store));
            lost |= !store.path("unopened").isEmpty();
        }
        line().getOut().println("The newest key is " + told.path("key").asText());
        return lost ? Cli.FAULTS : Cli.OK;
    }

    private static String line(JsonNode store) {
        var text = "%s: %d sealed anew, %d up to date"
                .formatted(
                        store.path("store").asText(),
                        store.path("resealed").asInt(),
                        store.path("current").asInt());
        return store.path("unopened").isEmpty() ? text : text + ", cannot be opened: " + store.path("unopened");
    }
}
