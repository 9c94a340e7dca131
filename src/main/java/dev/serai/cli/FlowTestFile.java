package dev.serai.cli;

import dev.serai.flow.SettingsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a flow must do, written beside it.
 *
 * @param flow file of the flow, seen from this one; {@code x.flow.yaml} for {@code x.test.yaml} if left out
 * @param tests one for each case
 */
record FlowTestFile(@Nullable String flow, List<Case> tests) {

    private static final SettingsFile<FlowTestFile> FILE = new SettingsFile<>(FlowTestFile.class, "tests", "tests:");

    /**
     * One run and what must come of it.
     *
     * @param name a sentence
     * @param at the time it begins
     * @param message fields of the message that came in, if one did
     * @param input what a program sent, if one did
     * @param event fields of the event that happened, if one did
     * @param context further fields the run begins with, or others instead
     * @param nodes what happens at nodes instead of their work
     * @param steps what happens while it waits; if left out, time passes until it has ended
     */
    record Case(
            String name,
            @DefaultValue("2026-11-21T04:00:00Z") Moment at,
            @Nullable Map<String, Object> message,
            @Nullable Map<String, Object> input,
            @Nullable Map<String, Object> event,
            Map<String, Object> context,
            Map<String, Instead> nodes,
            List<Step> steps,
            Expected expect) {}

    /**
     * One of three things that happen at a node instead of its work.
     *
     * @param output it leaves this
     * @param fails each attempt fails, with this reason
     * @param unreachable it does its work, and the models and workflows it asks do not answer
     */
    record Instead(
            @Nullable Map<String, Object> output, @Nullable String fails, boolean unreachable) {

        Instead {
            if (given(output, fails, unreachable ? this : null) != 1) {
                throw new IllegalArgumentException(
                        "One thing happens at a node; say one of output:, fails: and unreachable: true");
            }
        }
    }

    /**
     * Time passes, then something happens, then something must be so; each of the three may be left out.
     *
     * @param at time passes until this moment
     * @param advance so much time passes
     * @param until time passes until the run waits at this node
     * @param event something happens
     * @param command a command has come to its end
     * @param taken a person takes the run on
     * @param expect what must be so then
     */
    record Step(
            @Nullable Moment at,
            @Nullable Duration advance,
            @Nullable String until,
            @Nullable Event event,
            @Nullable Command command,
            @Nullable Taken taken,
            @Nullable Expected expect) {

        Step {
            if (given(at, advance, until) > 1) {
                throw new IllegalArgumentException("Time passes in one way; say one of at:, advance: and until:");
            }
            if (given(event, command, taken) > 1) {
                throw new IllegalArgumentException(
                        "One thing happens in a step; say one of event:, command: and taken:, the next one in a step"
                                + " of its own");
            }
            if (given(at, advance, until, event, command, taken, expect) == 0) {
                throw new IllegalArgumentException("Nothing happens in this step; say for example advance: 5m");
            }
        }
    }

    /** Something that happens, with its name and its fields. */
    record Event(String name, Map<String, Object> fields) {}

    /**
     * What became of a command.
     *
     * @param status {@code succeeded}, {@code partial}, {@code failed} or {@code cancelled}
     * @param node that gave it; the last command if left out
     * @param error why it failed
     */
    record Command(
            CommandEnd status,
            @Nullable String node,
            @Nullable String error) {}

    /** How commands end. */
    enum CommandEnd {
        SUCCEEDED,
        PARTIAL,
        FAILED,
        CANCELLED
    }

    /**
     * A person takes on what waits for one.
     *
     * @param by who
     * @param note what the person says
     * @param node that waits; the one that does if left out
     */
    record Taken(
            @DefaultValue("") String by,
            @DefaultValue("") String note,
            @Nullable String node) {}

    /**
     * What must be so; what is left out is not looked at.
     *
     * @param status how the run ended, or {@code waiting}
     * @param waits the nodes it waits at
     * @param due when the first of them goes on by itself
     * @param path the nodes it came by, in order, the end node too
     * @param outputs fields that nodes left, among others
     * @param commands what robots are told to do, all of it; each with the fields that matter
     * @param error a part of the reason why it failed
     */
    record Expected(
            @Nullable String status,
            @Nullable List<String> waits,
            @Nullable Moment due,
            @Nullable List<String> path,
            Map<String, Map<String, Object>> outputs,
            @Nullable List<Map<String, Object>> commands,
            @Nullable String error) {}

    private static long given(@Nullable Object... parts) {
        return Stream.of(parts).filter(Objects::nonNull).count();
    }

    /**
     * Reads a file.
     *
     * @throws dev.serai.flow.FlowRejected with everything that is wrong with it
     */
    static FlowTestFile read(Path file) throws IOException {
        return FILE.read(file.toString(), FlowFiles.text(file));
    }

    /** Where the flow is. */
    Path flowOf(Path file) {
        var name = flow == null ? String.valueOf(file.getFileName()).replace(".test.", ".flow.") : flow;
        return file.resolveSibling(name);
    }
}
