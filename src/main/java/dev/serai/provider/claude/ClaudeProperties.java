package dev.serai.provider.claude;

import dev.serai.provider.Access;
import dev.serai.vault.Secret;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The endpoint of all Claude models that name none of their own.
 *
 * @param baseUrl in front of {@code /v1/messages}
 * @param apiKey sent to this endpoint only
 */
@Validated
@ConfigurationProperties("serai.provider.claude")
record ClaudeProperties(
        @DefaultValue("https://api.anthropic.com") URI baseUrl,
        @DefaultValue("") Secret apiKey) {

    ClaudeProperties {
        if (baseUrl.getHost() == null || !String.valueOf(baseUrl.getScheme()).matches("https?")) {
            throw new IllegalArgumentException(
                    "base-url: '" + baseUrl + "' is not an http or https address; correct ANTHROPIC_BASE_URL");
        }
    }

    Access access() {
        return new Access(baseUrl, apiKey);
    }
}
