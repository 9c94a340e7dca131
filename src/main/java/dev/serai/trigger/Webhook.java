package dev.serai.trigger;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a flow is called and how its caller is answered: the settings of {@code trigger_webhook}.
 *
 * @param webhookUrl {@code /hooks/} and a name, or the address of robots' callbacks
 * @param verifySignature the caller must prove itself with the secret or the token configured for the name
 * @param idempotencyCheck a second copy of a call starts nothing
 * @param responseMode {@code immediate}: answered before the run begins; {@code lastNode}: with the result of the run;
 *     {@code node}: with what the node {@code responseNode} left
 * @param responseNode id of that node
 */
public record Webhook(
        @DefaultValue(Webhook.ROBOTS) String webhookUrl,
        @DefaultValue("true") boolean verifySignature,
        @DefaultValue("true") boolean idempotencyCheck,
        @DefaultValue(Webhook.IMMEDIATE) String responseMode,
        @Nullable String responseNode) {

    static final String ROBOTS = "/api/robots/callback";
    static final String IMMEDIATE = "immediate";
    static final String NODE = "node";

    private static final String HOOKS = "/hooks/";
    private static final Pattern OWN = Pattern.compile(HOOKS + "[a-z0-9-]{1,64}");
    private static final List<String> MODES = List.of(IMMEDIATE, "lastNode", NODE);

    public Webhook {
        refuse(
                !webhookUrl.equals(ROBOTS) && !OWN.matcher(webhookUrl).matches(),
                "webhookUrl: '" + webhookUrl
                        + "' is not for flows; write /hooks/ and a name of a-z, 0-9 and -, or leave"
                        + " it out for what robots hear");
        refuse(
                !MODES.contains(responseMode),
                "responseMode: '" + responseMode + "' is not known; write immediate, lastNode or node");
        if (webhookUrl.equals(ROBOTS)) {
            refuse(!verifySignature, "verifySignature: robots' callbacks are always verified; leave it out");
            refuse(!idempotencyCheck, "idempotencyCheck: second copies of messages are refused; leave it out");
            refuse(!responseMode.equals(IMMEDIATE), "responseMode: robots are answered at once; use immediate");
        }
        refuse(
                responseMode.equals(NODE) == (responseNode == null || responseNode.isBlank()),
                "responseNode: names the node whose output is the answer; give it with responseMode: node, and only"
                        + " then");
    }

    private static void refuse(boolean wrong, String reason) {
        if (wrong) {
            throw new IllegalArgumentException(reason);
        }
    }

    /** The name behind {@code /hooks/}; empty if robots call. */
    String hook() {
        return webhookUrl.startsWith(HOOKS) ? webhookUrl.substring(HOOKS.length()) : "";
    }

    boolean immediate() {
        return responseMode.equals(IMMEDIATE);
    }

    /** The node whose output is the answer; empty if the result of the run is. */
    String answeringNode() {
        return Objects.requireNonNullElse(responseNode, "");
    }
}
