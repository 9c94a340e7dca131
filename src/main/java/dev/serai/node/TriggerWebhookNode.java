package dev.serai.node;

import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.flow.NodeType;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code trigger_webhook}: a run begins when a robot's message comes in. */
@Component
class TriggerWebhookNode implements NodeKind<TriggerWebhookNode.Settings> {

    private static final String CALLBACK = "/api/robots/callback";
    private static final String IMMEDIATE = "immediate";

    /**
     * How the message comes in.
     *
     * @param webhookUrl the address of robots' callbacks
     * @param verifySignature robots prove themselves by token, and by signature if they are configured to
     * @param idempotencyCheck a second copy of a message starts nothing
     * @param responseMode the sender is answered before the run begins
     */
    record Settings(
            @Nullable String webhookUrl,
            @Nullable Boolean verifySignature,
            @Nullable Boolean idempotencyCheck,
            @Nullable String responseMode) {

        Settings {
            webhookUrl = Objects.requireNonNullElse(webhookUrl, CALLBACK);
            verifySignature = Objects.requireNonNullElse(verifySignature, true);
            idempotencyCheck = Objects.requireNonNullElse(idempotencyCheck, true);
            responseMode = Objects.requireNonNullElse(responseMode, IMMEDIATE);
            refuse(!webhookUrl.equals(CALLBACK), "webhookUrl: robots call " + CALLBACK + "; leave it out");
            refuse(!verifySignature, "verifySignature: callbacks are always verified; leave it out");
            refuse(!idempotencyCheck, "idempotencyCheck: second copies are always refused; leave it out");
            refuse(!responseMode.equals(IMMEDIATE), "responseMode: robots are answered at once; use immediate");
        }

        private static void refuse(boolean wrong, String reason) {
            if (wrong) {
                throw new IllegalArgumentException(reason);
            }
        }
    }

    @Override
    public NodeType type() {
        return new NodeType("trigger_webhook", Set.of(), Settings.class, Set.of("message"), NodeType.Role.TRIGGER);
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        return Outcome.of(Collections.singletonMap("message", step.context("message")));
    }
}
