package dev.serai.provider.coze;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Refusal;
import dev.serai.provider.Reply;
import dev.serai.provider.Resumption;
import dev.serai.provider.SseReader;
import dev.serai.provider.Wire;
import dev.serai.provider.WorkflowAnswer;
import dev.serai.provider.WorkflowEvent;
import dev.serai.provider.WorkflowProvider;
import dev.serai.provider.WorkflowTarget;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs workflows that are published on Coze: {@code stream_run} piece by piece, {@code run} in one piece. */
@Component
class CozeProvider implements WorkflowProvider {

    private final CozeProperties settings;
    private final ObjectMapper json;

    CozeProvider(CozeProperties settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
    }

    @Override
    public String name() {
        return "coze";
    }

    @Override
    public List<String> validateConfig(WorkflowTarget target) {
        return settings.token().present()
                ? List.of()
                : List.of("There is no Coze token. Set the environment variable COZE_API_TOKEN.");
    }

    @Override
    public WorkflowAnswer run(WorkflowTarget target, Map<String, Object> parameters, Wire wire) {
        return whole(post("/v1/workflow/run", body(target, parameters), wire));
    }

    @Override
    public String start(WorkflowTarget target, Map<String, Object> parameters, Wire wire) {
        try (var reply = post("/v1/workflow/run", body(target, parameters).put("is_async", true), wire)) {
            var id = accepted(reply, object(reply.whole())).path("execute_id").asText("");
            if (id.isEmpty()) {
                throw new ProviderException.Broken("Coze told no execute_id to ask by", null);
            }
            return id;
        }
    }

    @Override
    public Optional<WorkflowAnswer> poll(WorkflowTarget target, String executeId, Wire wire) {
        var path = "/v1/workflows/" + escaped(target.workflowId()) + "/run_histories/" + escaped(executeId);
        try (var reply = wire.get(settings.at(path), headers())) {
            return CozeAnswer.ofHistory(
                    accepted(reply, object(reply.whole())).path("data").path(0));
        }
    }

    @Override
    public WorkflowAnswer resume(WorkflowTarget target, Resumption resumption, Wire wire) {
        return whole(post("/v1/workflows/resume", body(target, resumption), wire));
    }

    @Override
    public WorkflowAnswer resume(
            WorkflowTarget target, Resumption resumption, Wire wire, Consumer<WorkflowEvent> listener) {
        return streamed(post("/v1/workflow/stream_resume", body(target, resumption), wire), listener);
    }

    private WorkflowAnswer whole(Reply answer) {
        try (var reply = answer) {
            return CozeAnswer.of(accepted(reply, object(reply.whole())));
        }
    }

    @Override
    public WorkflowAnswer stream(
            WorkflowTarget target, Map<String, Object> parameters, Wire wire, Consumer<WorkflowEvent> listener) {
        return streamed(post("/v1/workflow/stream_run", body(target, parameters), wire), listener);
    }

    private WorkflowAnswer streamed(Reply answer, Consumer<WorkflowEvent> listener) {
        try (var reply = answer) {
            var type = reply.header("Content-Type").orElse("");
            if (reply.status() != 200 || type.startsWith("application/json")) {
                accepted(reply, object(reply.whole()));
                throw new ProviderException.Broken("Coze answered without a stream", null);
            }
            return read(reply, new CozeStream(listener));
        }
    }

    private WorkflowAnswer read(Reply reply, CozeStream stream) {
        var events = new SseReader(reply.body());
        try {
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                var answer = stream.take(event.get().event(), event.get().data(), this::parsed);
                if (answer.isPresent()) {
                    reply.finished();
                    return answer.get();
                }
            }
        } catch (IOException e) {
            throw reply.broke(e);
        }
        return stream.ended();
    }

    private Reply post(String path, ObjectNode body, Wire wire) {
        try {
            return wire.post(settings.at(path), headers(), json.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("parameters: cannot be written as JSON", e);
        }
    }

    private static String escaped(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    private Map<String, String> headers() {
        return Map.of(
                "Authorization", "Bearer " + settings.token().reveal(),
                "Content-Type", "application/json; charset=UTF-8",
                "Accept", "text/event-stream, application/json");
    }

    private ObjectNode body(WorkflowTarget target, Resumption resumption) {
        return json.createObjectNode()
                .put("workflow_id", target.workflowId())
                .put("event_id", resumption.eventId())
                .put("interrupt_type", resumption.type())
                .put("resume_data", resumption.data());
    }

    private ObjectNode body(WorkflowTarget target, Map<String, Object> parameters) {
        var options = target.options();
        var body = json.createObjectNode().put("workflow_id", target.workflowId());
        body.set("parameters", json.valueToTree(parameters));
        put(body, "app_id", options.appId());
        put(body, "bot_id", options.botId());
        put(body, "connector_id", options.connectorId());
        put(body, "workflow_version", options.workflowVersion());
        return body;
    }

    private static void put(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private JsonNode accepted(Reply reply, JsonNode body) {
        var code = body.path("code").asLong(0);
        var message = settings.token().hiddenIn(body.path("msg").asText(""));
        if (reply.status() == 200 && code == 0) {
            return body;
        }
        throw reply.status() == 200 ? CozeErrors.of(code, message) : Refusal.of(reply, code + " " + message);
    }

    private JsonNode object(byte[] bytes) {
        try {
            var node = json.readTree(bytes);
            return node != null && node.isObject() ? node : json.createObjectNode();
        } catch (IOException e) {
            throw new ProviderException.Broken("Coze answered something that is not JSON", null);
        }
    }

    private JsonNode parsed(String data) {
        try {
            return json.readTree(data);
        } catch (JsonProcessingException e) {
            throw new ProviderException.Broken("Coze sent an event that is not JSON", null);
        }
    }
}
