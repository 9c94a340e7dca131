package dev.serai.trigger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.queue.AlreadyAccepted;
import dev.serai.queue.Envelope;
import dev.serai.queue.MessageQueue;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Answers callers of webhooks with what came of their call, as long as they have the patience. */
@Component
class WebhookReplies {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MessageQueue queue;
    private final ObjectProvider<NodeOutputs> outputs;
    private final Duration patience;

    WebhookReplies(MessageQueue queue, ObjectProvider<NodeOutputs> outputs, TriggerProperties properties) {
        this.queue = queue;
        this.outputs = outputs;
        this.patience = properties.patience();
    }

    /** Stores the call and waits for its run to end. */
    WebhookAnswer await(Envelope envelope, Webhook webhook) {
        try {
            return reply(
                    envelope.id(), webhook, queue.request(envelope, patience).get());
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case TimeoutException late -> WebhookAnswer.running(envelope.id());
                case AlreadyAccepted copy -> WebhookAnswer.duplicate();
                case null, default -> throw new IllegalStateException("A run could not be waited for", e);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return WebhookAnswer.running(envelope.id());
        }
    }

    private WebhookAnswer reply(UUID run, Webhook webhook, String answer) {
        var end = tree(answer);
        if (end.path("status").asText().equals("failed")) {
            return WebhookAnswer.refusal(500, "Run " + run + " failed");
        }
        var node = webhook.answeringNode();
        if (node.isEmpty()) {
            return new WebhookAnswer(200, end.path("result"));
        }
        return outputs.getObject()
                .find(run, node)
                .map(output -> new WebhookAnswer(200, output))
                .orElseGet(() -> WebhookAnswer.refusal(500, "Node '" + node + "' did not get its turn in run " + run));
    }

    private static JsonNode tree(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The engine's answer is not JSON", e);
        }
    }
}
