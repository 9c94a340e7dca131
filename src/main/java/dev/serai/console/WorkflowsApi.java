package dev.serai.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.provider.CallTag;
import dev.serai.provider.Progress;
import dev.serai.provider.Workflows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Hosted workflows: which there are, run one, ask for one that runs in the background. */
@RestController
class WorkflowsApi {

    private final Workflows workflows;
    private final WorkflowStream stream;

    WorkflowsApi(Workflows workflows, WorkflowStream stream) {
        this.workflows = workflows;
        this.stream = stream;
    }

    /** The workflows of the configuration, each with what keeps it from being run. */
    @GetMapping("/api/workflows")
    Reply all() {
        return Reply.of(workflows.summaries());
    }

    /**
     * Runs one: {@code sync} answers at the end, {@code stream} piece by piece, {@code async} at once with what to ask
     * for.
     *
     * @return a {@link Reply}, or a stream of events
     */
    @PostMapping("/api/workflows/{name}/runs")
    Object run(
            @PathVariable String name,
            @RequestBody(required = false) @Nullable ObjectNode sent,
            @RequestHeader(value = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        var body = Body.of(sent, "parameters", "mode");
        var parameters = parameters(body);
        return switch (body.text("mode", WorkflowStream.wanted(accept) ? "stream" : "sync")) {
            case "sync" ->
                Reply.of(WorkflowStream.view(workflows.run(name, parameters, CallTag.none(), Workflows.Mode.STREAM)));
            case "stream" -> stream(name, parameters);
            case "async" -> started(name, parameters);
            default -> throw new IllegalArgumentException("mode: use sync, stream or async");
        };
    }

    private Object stream(String name, Map<String, Object> parameters) {
        if (!workflows.names().contains(name)) {
            throw new NotFound("workflow", name);
        }
        return stream.follow(listener -> workflows.stream(name, parameters, CallTag.none(), listener));
    }

    private ResponseEntity<Reply> started(String name, Map<String, Object> parameters) {
        var run = workflows.start(name, parameters, CallTag.none(), null);
        var view = new LinkedHashMap<String, Object>();
        view.put("executeId", run.executeId());
        view.put("status", "running");
        view.put("url", "/api/workflows/" + name + "/runs/" + run.executeId());
        return ResponseEntity.accepted().body(Reply.of(view));
    }

    private static Map<String, Object> parameters(Body body) {
        var parameters = new LinkedHashMap<String, Object>();
        var sent = body.object("parameters");
        if (sent != null) {
            sent.forEach((name, value) -> parameters.put(
                    name,
                    Objects.requireNonNull(value, () -> "parameters." + name + ": null is no value; leave it out")));
        }
        return parameters;
    }

    /** Asks what became of a run in the background. */
    @GetMapping("/api/workflows/{name}/runs/{executeId}")
    Reply poll(@PathVariable String name, @PathVariable String executeId) {
        return Reply.of(
                switch (workflows.poll(name, executeId)) {
                    case Progress.Running(var again) ->
                        Map.of("executeId", executeId, "status", "running", "againSeconds", again.toSeconds());
                    case Progress.Ended(var answer) -> WorkflowStream.view(answer);
                    case Progress.Failed(var error) ->
                        Map.of("executeId", executeId, "status", "error", "error", WorkflowStream.view(error));
                });
    }
}
