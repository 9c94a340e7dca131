package dev.serai.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.engine.DryRun;
import dev.serai.engine.NodeTrials;
import dev.serai.engine.Rehearsals;
import dev.serai.engine.RunId;
import dev.serai.engine.Wait;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tries flows and nodes out, without a run. */
@RestController
class RehearsalsApi {

    private static final String VERSION = "version";
    private static final String CONTEXT = "context";
    private static final String INPUT = "input";
    private static final String NODES = "nodes";
    private static final String OUTPUT = "output";
    private static final String EFFECTS = "effects";

    /** What a dry run came by and would have done. */
    record Rehearsed(
            String status,
            @Nullable String error,
            List<String> path,
            List<DryRun.Turn> nodes,
            List<Map<String, @Nullable Object>> commands,
            List<String> otherRows) {}

    /** What a node alone did. */
    record Tried(
            String status,
            int attempts,
            Map<String, @Nullable Object> input,
            Map<String, @Nullable Object> output,
            Map<String, @Nullable Object> context,
            Map<String, @Nullable Object> variables,
            @Nullable Wait waitsFor,
            @Nullable String warning,
            @Nullable String error,
            List<Map<String, @Nullable Object>> commands,
            boolean stored) {}

    private final Rehearsals rehearsals;
    private final NodeTrials trials;
    private final ToldCommands commands;

    RehearsalsApi(Rehearsals rehearsals, NodeTrials trials, ToldCommands commands) {
        this.rehearsals = rehearsals;
        this.trials = trials;
        this.commands = commands;
    }

    /** Runs a flow in memory; what reaches outside has a stand-in. */
    @PostMapping("/api/flows/{flowId}/dry-runs")
    Reply dryRun(@PathVariable String flowId, @RequestBody ObjectNode sent) {
        var body = Body.of(sent, VERSION, "message", INPUT, CONTEXT, NODES, "recordedFrom");
        var from = body.text("recordedFrom");
        var standIns = new LinkedHashMap<String, DryRun.StandIn>();
        body.objects(NODES).forEach((node, said) -> standIns.put(node, standIn(node, said)));
        var run = rehearsals.run(new Rehearsals.Rehearsal(
                flowId, body.text(VERSION), context(body), standIns, from == null ? null : RunId.of(from)));
        return Reply.of(new Rehearsed(
                run.status(),
                run.error(),
                run.turns().stream().map(DryRun.Turn::node).toList(),
                run.turns(),
                commands.of(run.writes()),
                commands.others(run.writes())));
    }

    private static Map<String, @Nullable Object> context(Body body) {
        var context = new LinkedHashMap<String, @Nullable Object>();
        var message = body.object("message");
        if (message != null) {
            context.put("message", message);
        }
        var input = body.object(INPUT);
        if (input != null) {
            context.put("metadata", Map.of("trigger", "api", INPUT, input));
        }
        context.putAll(Objects.requireNonNullElse(body.object(CONTEXT), Map.of()));
        return context;
    }

    private static DryRun.StandIn standIn(String node, Body said) {
        var output = said.object(OUTPUT);
        var reason = said.text("fails");
        if ((output == null) == (reason == null) || said.fields().size() != 1) {
            throw new IllegalArgumentException("nodes." + node + ": it is not clear what happens there;"
                    + " write {\"output\": {...}} or {\"fails\": \"reason\"}");
        }
        return output == null ? new DryRun.StandIn.Failure(String.valueOf(reason)) : new DryRun.StandIn.Output(output);
    }

    /** Runs one node alone. */
    @PostMapping("/api/flows/{flowId}/nodes/{nodeId}/run")
    Reply node(@PathVariable String flowId, @PathVariable String nodeId, @RequestBody ObjectNode sent) {
        var body = Body.of(sent, VERSION, "message", INPUT, CONTEXT, NODES, OUTPUT, EFFECTS);
        var outputs = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        body.objects(NODES)
                .forEach((node, said) -> outputs.put(node, Objects.requireNonNullElse(said.object(OUTPUT), Map.of())));
        var tried = trials.run(new NodeTrials.Trial(
                flowId, nodeId, body.text(VERSION), context(body), outputs, body.object(OUTPUT), body.flag(EFFECTS)));
        return Reply.of(new Tried(
                tried.status(),
                tried.attempts(),
                tried.input(),
                tried.output(),
                tried.context(),
                tried.variables(),
                tried.waitsFor(),
                tried.warning(),
                tried.error(),
                commands.of(tried.writes()),
                tried.stored()));
    }
}
