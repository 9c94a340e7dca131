package dev.serai.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.engine.DryRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What can be asked for, and what each verb is told. */
@Command(
        name = "serai",
        description = "Checks, compiles and tests flows; talks to a running hub. Without a verb, the hub starts.",
        subcommands = {CommandLine.HelpCommand.class, VaultVerbs.class},
        footer = {"", "Exit codes: 0 all is well, 1 faults or failed tests, 2 wrong usage, 3 no hub answers"})
final class Verbs {

    private static final String FILES = "files, or folders with *.flow.yaml";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Spec
    private @Nullable CommandSpec spec;

    private CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("Verbs are told their words by a CommandLine");
        }
        return spec.commandLine();
    }

    private FlowFiles files() {
        return new FlowFiles(line().getOut());
    }

    @Command(description = "Tells everything that is wrong with flows; needs no hub and no database.")
    int validate(@Parameters(arity = "1..*", paramLabel = "FILE", description = FILES) List<Path> places)
            throws IOException {
        return files().validate(places) ? Cli.OK : Cli.FAULTS;
    }

    @Command(description = "Prints the Camel routes of a flow, as YAML; needs no hub.")
    int compile(@Parameters(paramLabel = "FILE", description = "a flow") Path file) throws IOException {
        var flow = files().read(file);
        if (flow.isEmpty()) {
            return Cli.FAULTS;
        }
        try (var runs = new DryRuns(OfflineNodes.withKamelets(List.of()), Clock.systemUTC())) {
            line().getOut().print(runs.camel(flow.get()));
        }
        return Cli.OK;
    }

    @Command(description = "Runs the tests beside flows, on their compiled routes; needs no hub.")
    int test(
            @Parameters(arity = "1..*", paramLabel = "FILE", description = "*.test.yaml, or folders with them")
                    List<Path> places)
            throws IOException {
        return FlowTests.run(places, files(), line().getOut()) ? Cli.OK : Cli.FAULTS;
    }

    @Command(description = "Tells what changed from one flow to the other.")
    int diff(
            @Parameters(paramLabel = "BEFORE", description = "a file, or FLOW@VERSION in the hub") String before,
            @Parameters(paramLabel = "AFTER", description = "a file, or FLOW@VERSION in the hub") String after,
            @Mixin HubAddress address)
            throws IOException {
        var verbs = new HubVerbs(address.hub(), line().getOut());
        return verbs.diff(files(), before, after) ? Cli.OK : Cli.FAULTS;
    }

    @Command(description = "Runs a flow in the hub and prints how it ended.")
    int run(
            @Parameters(paramLabel = "FLOW", description = "its id; it is started by programs (trigger_api)")
                    String flow,
            @Option(
                            names = "--input",
                            paramLabel = "JSON",
                            defaultValue = "{}",
                            description = "an object, or @FILE (default: ${DEFAULT-VALUE})")
                    String input,
            @Mixin HubAddress address)
            throws IOException {
        var json = input.startsWith("@") ? FlowFiles.text(Path.of(input.substring(1))) : input;
        try {
            if (!JSON.readTree(json).isObject()) {
                throw new CommandLine.ParameterException(line(), "--input must be a JSON object");
            }
        } catch (JsonProcessingException e) {
            throw new CommandLine.ParameterException(line(), "--input is no JSON: " + e.getOriginalMessage(), e);
        }
        return new HubVerbs(address.hub(), line().getOut()).run(flow, json) ? Cli.OK : Cli.FAULTS;
    }

    @Command(description = "Puts a flow into the hub, as if it were saved in its folder.")
    int publish(
            @Parameters(paramLabel = "FILE", description = "a flow") Path file,
            @Mixin Reason reason,
            @Mixin HubAddress address)
            throws IOException {
        return new HubVerbs(address.hub(), line().getOut()).publish(List.of(file), reason) ? Cli.OK : Cli.FAULTS;
    }

    @Command(name = "import", description = "Puts many flows into the hub; a bad one stops no other.")
    int importAll(
            @Parameters(arity = "1..*", paramLabel = "FILE", description = FILES) List<Path> places,
            @Mixin Reason reason,
            @Mixin HubAddress address)
            throws IOException {
        var verbs = new HubVerbs(address.hub(), line().getOut());
        return verbs.publish(FlowFiles.in(places, "flow"), reason) ? Cli.OK : Cli.FAULTS;
    }

    @Command(description = "Puts an older version to work.")
    int rollback(
            @Parameters(paramLabel = "FLOW", description = "its id") String flow,
            @Parameters(paramLabel = "VERSION", description = "for example 1.0.0") String version,
            @Option(names = "--by", required = true, description = "who asks for it") String by,
            @Option(names = "--why", required = true, description = "what for") String why,
            @Mixin HubAddress address) {
        new HubVerbs(address.hub(), line().getOut()).rollback(flow, version, by, why);
        return Cli.OK;
    }

    @Command(description = "Prints the author's own text of a flow.")
    int export(
            @Parameters(paramLabel = "FLOW", description = "its id") String flow,
            @Parameters(arity = "0..1", paramLabel = "VERSION", description = "the one at work if left out") @Nullable
                    String version,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            description = "instead of the screen")
                    @Nullable
                    Path file,
            @Mixin HubAddress address)
            throws IOException {
        var text = new HubVerbs(address.hub(), line().getOut()).text(flow, version);
        if (file == null) {
            line().getOut().print(text);
        } else {
            Files.writeString(file, text);
        }
        return Cli.OK;
    }

    @Command(description = "Lists the newest runs in the hub that fit.")
    int runs(@Mixin RunQuery query, @Mixin HubAddress address) {
        new RunVerbs(address.hub(), line().getOut()).list(query.asked());
        return Cli.OK;
    }

    @Command(description = "Makes a test of a run in the hub.")
    int record(
            @Parameters(paramLabel = "RUN", description = "its id") String run,
            @Option(
                            names = "--into",
                            paramLabel = "FILE",
                            description = "adds it to the tests in this file, instead of the screen")
                    @Nullable
                    Path into,
            @Mixin HubAddress address)
            throws IOException {
        new RunVerbs(address.hub(), line().getOut()).record(run, into);
        return Cli.OK;
    }

    @Command(description = "Prints the JSON Schema of flow files, for editors.")
    int schema() {
        line().getOut()
                .println(dev.serai.flow.FlowSchema.of(OfflineTypes.found()).toPrettyString());
        return Cli.OK;
    }
}
