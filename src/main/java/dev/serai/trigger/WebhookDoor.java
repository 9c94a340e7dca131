package dev.serai.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.flow.FlowPublished;
import dev.serai.queue.Envelope;
import dev.serai.queue.Mark;
import dev.serai.queue.MessageQueue;
import dev.serai.queue.QueueUnavailable;
import dev.serai.trigger.ActiveTriggers.Active;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets calls of webhooks in: finds the flow, knows the caller, stores the call and answers as the flow's author wants
 * it. Called by the route {@code trigger-webhook}.
 */
@Component
class WebhookDoor {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDoor.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ActiveTriggers triggers;
    private final MessageQueue queue;
    private final WebhookReplies replies;
    private final TriggerProperties.Webhooks properties;
    private final Clock clock;

    WebhookDoor(
            ActiveTriggers triggers,
            MessageQueue queue,
            WebhookReplies replies,
            TriggerProperties properties,
            Clock clock) {
        this.triggers = triggers;
        this.queue = queue;
        this.replies = replies;
        this.properties = properties.webhooks();
        this.clock = clock;
    }

    /** Stores the call of this request durably and answers it. */
    public void receive(Exchange exchange) {
        answer(WebhookCall.of(exchange)).give(exchange);
    }

    private WebhookAnswer answer(WebhookCall call) {
        var called = called(call.hook());
        if (called.isEmpty()) {
            return triggers.complete() ? WebhookAnswer.UNKNOWN : WebhookAnswer.TRY_AGAIN;
        }
        var webhook = called.get().settings();
        if (call.body().length > properties.maxBody().toBytes()) {
            return WebhookAnswer.TOO_LARGE;
        }
        if (webhook.verifySignature() && !proven(call)) {
            return WebhookAnswer.NOT_ALLOWED;
        }
        try {
            return start(called.get().version().flowId(), webhook, call);
        } catch (IOException e) {
            return WebhookAnswer.NOT_READABLE;
        } catch (QueueUnavailable e) {
            return WebhookAnswer.TRY_AGAIN;
        }
    }

    private boolean proven(WebhookCall call) {
        var key = properties.keys().get(call.hook());
        return key != null && key.provenBy(call.proof(), call.body());
    }

    private WebhookAnswer start(String flow, Webhook webhook, WebhookCall call) throws IOException {
        if (!(JSON.readTree(call.body()) instanceof ObjectNode message)) {
            return WebhookAnswer.NOT_READABLE;
        }
        var lane = "webhook:" + UUID.randomUUID();
        var envelope = Envelope.of(Start.CHANNEL, flow, lane, payload(call, message), clock.instant());
        if (webhook.idempotencyCheck()) {
            envelope = envelope.marked(List.of(mark(call)));
        }
        if (webhook.immediate()) {
            var receipt = queue.accept(envelope);
            return receipt.duplicate() ? WebhookAnswer.duplicate() : WebhookAnswer.accepted(receipt.id());
        }
        return replies.await(envelope, webhook);
    }

    private static String payload(WebhookCall call, JsonNode message) {
        var payload = JSON.createObjectNode();
        payload.putObject("metadata")
                .put("trigger", "webhook")
                .put("hook", call.hook())
                .<ObjectNode>set("headers", call.headers())
                .set("message", message);
        return payload.toString();
    }

    private Mark mark(WebhookCall call) {
        var key = call.idempotencyKey();
        var hash = key.isEmpty() ? Start.sha256(call.body()) : Start.sha256(key.getBytes(StandardCharsets.UTF_8));
        return Mark.both(
                "webhook:" + call.hook() + (key.isEmpty() ? ":body:" : ":key:")
                        + HexFormat.of().formatHex(hash),
                key.isEmpty() ? properties.duplicateWindowWithoutKey() : properties.duplicateWindow());
    }

    /** Tells the author at once what callers would only find out later. */
    @EventListener
    void on(FlowPublished event) {
        var flow = event.version().flowId();
        triggers.find(flow, Webhook.class)
                .filter(webhook -> !webhook.hook().isEmpty())
                .ifPresent(webhook -> look(flow, webhook));
    }

    private void look(String flow, Webhook webhook) {
        if (webhook.verifySignature() && !properties.keys().containsKey(webhook.hook())) {
            LOG.warn(
                    "flow={} lets nobody in at {}: set serai.trigger.webhooks.keys.{}.secret or .token, or"
                            + " verifySignature: false",
                    flow,
                    webhook.webhookUrl(),
                    webhook.hook());
        }
        called(webhook.hook())
                .map(first -> first.version().flowId())
                .filter(first -> !first.equals(flow))
                .ifPresent(first ->
                        LOG.warn("flow={} is not called at {}: flow={} is", flow, webhook.webhookUrl(), first));
    }

    /** If several flows want the same address, the first by its id has it. */
    private Optional<Active<Webhook>> called(String hook) {
        return triggers.all(Webhook.class).stream()
                .filter(one -> !hook.isEmpty() && one.settings().hook().equals(hook))
                .findFirst();
    }
}
