package dev.serai.provider.openai;

import dev.serai.vault.Secret;
import java.net.URI;

/**
 * A server, or a family of them, that speaks OpenAI's language: one row of settings.
 *
 * @param protocol the name that models use
 * @param baseUrl in front of {@code /chat/completions}, for models that name no address of their own
 * @param apiKey sent to this address only
 * @param keyNeeded false if the server lets everybody in
 * @param keyAt where people set the key, for words about a missing one
 * @param thinking how a model is told whether to think
 */
record Dialect(String protocol, URI baseUrl, Secret apiKey, boolean keyNeeded, String keyAt, Thinking thinking) {

    /** How a model is told whether to think before it answers. */
    enum Thinking {
        /** Not at all. */
        NONE,
        /** By {@code "enable_thinking": true}. */
        FLAG,
        /** By {@code "thinking": {"type": "enabled"}}. */
        TYPE
    }

    Dialect {
        if (baseUrl.getHost() == null || !String.valueOf(baseUrl.getScheme()).matches("https?")) {
            throw new IllegalArgumentException(
                    "base-url of %s: '%s' is not an http or https address; correct it".formatted(protocol, baseUrl));
        }
    }
}
