package dev.serai.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.serai.flow.FlowVersion;
import dev.serai.flow.Flows;
import dev.serai.flow.TriggerType;
import dev.serai.queue.Envelope;
import dev.serai.queue.MessageQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Starts flows for programs that ask for it. */
@Component
public class ApiTrigger {

    /**
     * What was started.
     *
     * @param runId of the run
     * @param async whether the flow's author wants callers to be answered before the run has ended
     * @param answer JSON text of how the run ended; fails when it takes longer than callers are kept waiting
     */
    public record Started(UUID runId, boolean async, CompletableFuture<String> answer) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Flows flows;
    private final MessageQueue queue;
    private final Clock clock;
    private final Duration patience;
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    ApiTrigger(Flows flows, MessageQueue queue, Clock clock, TriggerProperties properties) {
        this.flows = flows;
        this.queue = queue;
        this.clock = clock;
        this.patience = properties.patience();
    }

    /**
     * Stores the call durably and starts a run of the active version; runs of one flow go on in parallel. Each call is
     * a new run.
     *
     * @param input a JSON object
     * @throws CannotStart when there is no such flow, it is not started by programs, or the input is not as its schema
     *     says
     * @throws dev.serai.queue.QueueUnavailable when it could not be stored; nothing was started
     */
    public Started start(String flowId, JsonNode input) {
        var version = flows.active(flowId).orElseThrow(() -> new CannotStart.UnknownFlow(flowId));
        if (version.definition().triggerType() != TriggerType.API) {
            throw new CannotStart.NotForPrograms(flowId);
        }
        check(version, input);
        var lane = "api:" + UUID.randomUUID();
        var envelope = Envelope.of("flow", flowId, lane, payload(input), clock.instant());
        var async = settings(version).path("async").asBoolean(false);
        if (async) {
            queue.accept(envelope);
            return new Started(envelope.id(), true, new CompletableFuture<>());
        }
        return new Started(envelope.id(), false, queue.request(envelope, patience));
    }

    private void check(FlowVersion version, JsonNode input) {
        var problems = input.isObject()
                ? violations(settings(version).path("inputSchema"), input)
                : List.of("the body must be a JSON object");
        if (!problems.isEmpty()) {
            throw new CannotStart.WrongInput(version.flowId(), problems);
        }
    }

    private List<String> violations(JsonNode schema, JsonNode input) {
        return schema.isObject()
                ? schemas.getSchema(schema).validate(input).stream()
                        .map(ValidationMessage::getMessage)
                        .toList()
                : List.of();
    }

    private static JsonNode settings(FlowVersion version) {
        return Stream.of(version.definition().entry())
                .filter(node -> node.type().equals("trigger_api"))
                .map(node -> (JsonNode) node.config())
                .findFirst()
                .orElseGet(JSON::createObjectNode);
    }

    private static String payload(JsonNode input) {
        ObjectNode payload = JSON.createObjectNode();
        payload.putObject("metadata").put("trigger", "api").set("input", input);
        return payload.toString();
    }
}
