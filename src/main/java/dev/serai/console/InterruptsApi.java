package dev.serai.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.provider.CallTag;
import dev.serai.provider.Interrupts;
import dev.serai.provider.WaitingInterrupt;
import dev.serai.provider.Workflows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What hosted workflows wait for, and the answers to it. */
@RestController
class InterruptsApi {

    private final Interrupts interrupts;
    private final Workflows workflows;
    private final WorkflowStream stream;

    InterruptsApi(Interrupts interrupts, Workflows workflows, WorkflowStream stream) {
        this.interrupts = interrupts;
        this.workflows = workflows;
        this.stream = stream;
    }

    /** Those that can be answered now, the oldest first. */
    @GetMapping("/api/interrupts")
    Reply waiting() {
        return Reply.of(interrupts.waiting().stream().map(InterruptsApi::view).toList());
    }

    private static Map<String, @Nullable Object> view(WaitingInterrupt waiting) {
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("id", waiting.id());
        view.put("workflow", waiting.workflow());
        view.put("executeId", waiting.executeId());
        view.put("eventId", waiting.interrupt().eventId());
        view.put("type", waiting.interrupt().type());
        view.put("question", waiting.question());
        view.put("data", waiting.interrupt().data());
        view.put("runId", waiting.tag().run());
        view.put("nodeId", waiting.tag().node());
        view.put("createdAt", waiting.life().createdAt());
        view.put("expiresAt", waiting.life().expiresAt());
        return view;
    }

    /**
     * Answers one; only one answer goes through.
     *
     * @return a {@link Reply} when the workflow has ended or waits again, or a stream of events
     */
    @PostMapping("/api/interrupts/{id}/resume")
    Object resume(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable ObjectNode sent,
            @RequestHeader(value = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        var body = Body.of(sent, "data", "mode");
        var data = data(body);
        var found = interrupts.find(id).orElseThrow(() -> new NotFound("interrupt", id));
        var workflow = found.workflow();
        var event = found.interrupt().eventId();
        return switch (body.text("mode", WorkflowStream.wanted(accept) ? "stream" : "sync")) {
            case "sync" -> Reply.of(WorkflowStream.view(workflows.resume(workflow, event, data, CallTag.none())));
            case "stream" ->
                stream.follow(listener -> workflows.resume(workflow, event, data, CallTag.none(), listener));
            default -> throw new IllegalArgumentException("mode: use sync or stream");
        };
    }

    /** A text is sent as it is, anything else as JSON text. */
    private static String data(Body body) {
        var data = body.fields().path("data");
        if (data.isMissingNode() || data.isNull()) {
            throw new IllegalArgumentException("data: it is missing; send the answer, a text or an object");
        }
        return data.isTextual() ? data.textValue() : data.toString();
    }
}
