package dev.serai.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.serai.flow.SettingsReader;
import dev.serai.flow.SettingsRejected;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a flow must do, written beside it.
 *
 * @param flow file of the flow, seen from this one; {@code x.flow.yaml} for {@code x.test.yaml} if left out
 * @param tests one for each case
 */
record FlowTestFile(@Nullable String flow, List<Case> tests) {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final SettingsReader READER = new SettingsReader();

    /**
     * One run and what must come of it.
     *
     * @param name a sentence
     * @param at the time it is
     * @param message fields of the message that came in, if one did
     * @param input what a program sent, if one did
     * @param context further fields the run begins with, or others instead
     * @param nodes what happens at nodes instead of their work
     */
    record Case(
            String name,
            @DefaultValue("2026-11-21T04:00:00Z") Instant at,
            @Nullable Map<String, Object> message,
            @Nullable Map<String, Object> input,
            Map<String, Object> context,
            Map<String, Instead> nodes,
            Expected expect) {}

    /**
     * One of four things that happen at a node instead of its work.
     *
     * @param output it leaves this
     * @param outputs it leaves these, one each time it comes by
     * @param fails each attempt fails, with this reason
     * @param unreachable it does its work, and the models and workflows it asks do not answer
     */
    record Instead(
            @Nullable Map<String, Object> output,
            @Nullable List<Map<String, Object>> outputs,
            @Nullable String fails,
            boolean unreachable) {

        Instead {
            var said = (output == null ? 0 : 1)
                    + (outputs == null ? 0 : 1)
                    + (fails == null ? 0 : 1)
                    + (unreachable ? 1 : 0);
            if (said != 1) {
                throw new IllegalArgumentException("say one of output:, outputs:, fails: and unreachable: true");
            }
        }
    }

    /**
     * What must come of a run; what is left out is not looked at.
     *
     * @param status how it ends
     * @param path the nodes it comes by, in order, the end node too
     * @param outputs fields that nodes leave, among others
     * @param commands what robots are told to do, all of it; each with the fields that matter
     * @param error a part of the reason why it failed
     */
    record Expected(
            @DefaultValue("completed") String status,
            @Nullable List<String> path,
            Map<String, Map<String, Object>> outputs,
            @Nullable List<Map<String, Object>> commands,
            @Nullable String error) {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static FlowTestFile read(Path file) throws IOException {
        try {
            if (YAML.readTree(FlowFiles.text(file)) instanceof ObjectNode root) {
                return READER.read(root, FlowTestFile.class);
            }
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw new IllegalArgumentException(
                    file + ":" + place.getLineNr() + ":" + place.getColumnNr() + ": " + e.getOriginalMessage(), e);
        } catch (SettingsRejected e) {
            var told = new StringBuilder();
            e.wrongs().forEach(wrong -> told.append(told.isEmpty() ? "" : "\n")
                    .append(file + ": " + wrong.pointer() + ": " + wrong));
            throw new IllegalArgumentException(told.toString(), e);
        }
        throw new IllegalArgumentException(file + ":1:1: The file holds no tests (begin with tests:)");
    }

    /** Where the flow is. */
    Path flowOf(Path file) {
        var name = flow == null ? String.valueOf(file.getFileName()).replace(".test.", ".flow.") : flow;
        return file.resolveSibling(name);
    }
}
