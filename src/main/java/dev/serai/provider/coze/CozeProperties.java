package dev.serai.provider.coze;

import dev.serai.vault.Secret;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Coze is and what it lets us in with: a token, or an OAuth app, which wins if both are there.
 *
 * @param baseUrl China by default; the international service is {@code https://api.coze.com}
 * @param token a personal or service access token with the permission to run workflows and to chat
 * @param oauthFile path of a JSON file with the OAuth app: {@code app_id}, {@code key_id}, {@code private_key},
 *     {@code aud}
 * @param oauth the OAuth app without a file, and what holds for its tokens
 */
@Validated
@ConfigurationProperties("serai.provider.coze")
record CozeProperties(
        @DefaultValue("https://api.coze.cn") URI baseUrl,
        @DefaultValue("") Secret token,
        @DefaultValue("") String oauthFile,
        @DefaultValue OAuth oauth) {

    CozeProperties {
        if (baseUrl.getHost() == null || !String.valueOf(baseUrl.getScheme()).matches("https?")) {
            throw new IllegalArgumentException(
                    "base-url: '" + baseUrl + "' is not an http or https address; correct COZE_API_BASE_URL");
        }
    }

    /**
     * An OAuth app (JWT), as Coze's page of OAuth apps shows it.
     *
     * @param appId of the app
     * @param keyId the fingerprint of its public key
     * @param privateKey PEM, PKCS8
     * @param aud the host that tokens are for; left out: that of the base-url
     * @param sessionName keeps the conversations of one of our users apart from all others; left out: none
     * @param duration for which a token is asked, from 60 seconds to 86,399
     */
    record OAuth(
            @DefaultValue("") String appId,
            @DefaultValue("") String keyId,
            @DefaultValue("") Secret privateKey,
            @DefaultValue("") String aud,
            @DefaultValue("") String sessionName,
            @DefaultValue("3600s") Duration duration) {

        private static final long SHORTEST = 60;
        private static final long LONGEST = 86_399;

        OAuth {
            if (duration.toSeconds() < SHORTEST || duration.toSeconds() > LONGEST) {
                throw new IllegalArgumentException("oauth.duration: " + duration.toSeconds()
                        + "s is not between 60s and 86399s; Coze gives no other tokens");
            }
        }

        boolean present() {
            return !appId.isBlank() || !keyId.isBlank() || privateKey.present();
        }
    }
}
