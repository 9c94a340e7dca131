package dev.serai.node;

import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.flow.NodeType;
import dev.serai.trigger.Webhook;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** {@code trigger_webhook}: a run begins when a robot's message or a call of another system comes in. */
@Component
class TriggerWebhookNode implements NodeKind<Webhook> {

    @Override
    public NodeType type() {
        return new NodeType("trigger_webhook", Set.of(), Webhook.class, Set.of("message"), NodeType.Role.TRIGGER);
    }

    /** What another system sent stands among the metadata, so that only this node decides what becomes of it. */
    @Override
    public Outcome run(Webhook settings, Step step) {
        var sent = step.context("metadata") instanceof Map<?, ?> metadata ? metadata.get("message") : null;
        return Outcome.of(Collections.singletonMap("message", sent == null ? step.context("message") : sent));
    }
}
