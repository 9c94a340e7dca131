package dev.serai.provider.coze;

import dev.serai.vault.Secret;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Coze is and what it lets us in with.
 *
 * @param baseUrl China by default; the international service is {@code https://api.coze.com}
 * @param token a personal or service access token with the permission to run workflows
 */
@Validated
@ConfigurationProperties("serai.provider.coze")
record CozeProperties(
        @DefaultValue("https://api.coze.cn") URI baseUrl,
        @DefaultValue("") Secret token) {

    CozeProperties {
        if (baseUrl.getHost() == null || !String.valueOf(baseUrl.getScheme()).matches("https?")) {
            throw new IllegalArgumentException(
                    "base-url: '" + baseUrl + "' is not an http or https address; correct COZE_API_BASE_URL");
        }
    }

    URI at(String path) {
        return URI.create(baseUrl.toString().replaceAll("/+$", "") + path);
    }
}
