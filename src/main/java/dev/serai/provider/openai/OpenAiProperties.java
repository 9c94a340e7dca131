package dev.serai.provider.openai;

import dev.serai.vault.Secret;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The endpoint of all models that name none of their own.
 *
 * @param baseUrl in front of {@code /chat/completions}
 * @param apiKey sent to this endpoint only
 */
@Validated
@ConfigurationProperties("serai.provider.openai")
record OpenAiProperties(
        @DefaultValue("https://api.openai.com/v1") URI baseUrl,
        @DefaultValue("") Secret apiKey) {

    OpenAiProperties {
        if (baseUrl.getHost() == null || !String.valueOf(baseUrl.getScheme()).matches("https?")) {
            throw new IllegalArgumentException(
                    "base-url: '" + baseUrl + "' is not an http or https address; correct OPENAI_BASE_URL");
        }
    }
}
