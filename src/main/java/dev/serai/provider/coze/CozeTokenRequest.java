package dev.serai.provider.coze;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Refusal;
import dev.serai.provider.Reply;
import dev.serai.provider.Wire;
import dev.serai.vault.Secret;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * Asks Coze's {@code /api/permission/oauth2/token} for an access token. May be repeated: each request is signed anew.
 */
record CozeTokenRequest(CozeAccount account, CozeApp app, Clock clock, ObjectMapper json) {

    private static final String PATH = "/api/permission/oauth2/token";
    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final int OK = 200;
    private static final int TOO_MANY = 429;

    /**
     * Asks once.
     *
     * @throws ProviderException.Unauthorized if Coze does not accept the app
     * @throws ProviderException as {@link Wire#post} if there is no answer
     */
    CozeGrant ask(Wire wire) {
        var now = clock.instant();
        try (var reply = post(wire, now)) {
            var answer = object(reply.whole());
            var token = answer.path("access_token").asText("");
            if (reply.status() != OK || token.isEmpty()) {
                throw refused(reply, answer);
            }
            // absolute seconds, in spite of its name
            var expires = Instant.ofEpochSecond(answer.path("expires_in").asLong(0));
            if (!expires.isAfter(now)) {
                throw new ProviderException.Unauthorized("Coze's token for the OAuth app " + app.appId()
                        + " has run out already; set the clock of this machine right");
            }
            return CozeGrant.of(Secret.of(token), now, expires);
        }
    }

    private Reply post(Wire wire, Instant now) {
        var headers = Map.of(
                "Authorization",
                "Bearer " + app.assertion(account.baseUrl().getHost(), now),
                "Content-Type",
                "application/json; charset=UTF-8");
        var body = json.createObjectNode()
                .put("grant_type", GRANT_TYPE)
                .put("duration_seconds", app.terms().duration().toSeconds());
        try {
            return wire.post(account.at(PATH), headers, json.writeValueAsBytes(body));
        } catch (ProviderException.ServerError e) {
            throw new ProviderException.ServerError(e.status(), "Coze gave no OAuth token");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written", e);
        }
    }

    private ProviderException refused(Reply reply, JsonNode answer) {
        var code = answer.path("error_code").asText(answer.path("code").asText("no access_token"));
        var message = answer.path("error_message").asText(answer.path("msg").asText(""));
        var words = "Coze gave no token to the OAuth app %s: %s %s; check app_id, key_id, private_key and aud"
                .formatted(app.appId(), code, message);
        return reply.status() == TOO_MANY ? Refusal.of(reply, words) : new ProviderException.Unauthorized(words);
    }

    private JsonNode object(byte[] bytes) {
        try {
            var node = json.readTree(bytes);
            return node != null && node.isObject() ? node : json.createObjectNode();
        } catch (IOException e) {
            return json.createObjectNode();
        }
    }
}
