package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.provider.CallTag;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Models are listed, declared and read anew while the hub runs. */
@HubTest
class HubModelsTests {

    private static final String REFRESH = "/v1/bot/refresh_models";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Hub hub;
    private final Models models;

    HubModelsTests(Hub hub, Models models) {
        this.hub = hub;
        this.models = models;
    }

    private static String file(String id, String more) {
        return "id: %s\nname: %s\nmeta:\n  protocol: openai\n  conn_config: {model: doubao-pro-32k%s}\n"
                .formatted(id, id, more);
    }

    @Test
    void onlyAdministratorsHaveSecretsSealedAnew() {
        var refused = hub.post("/api/vault/rotate", "{}");
        var done = hub.call("POST", "/api/vault/rotate", Hub.ADMIN_KEY, "{}");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.json().at("/data/stores").findValuesAsText("store")).contains("models");
    }

    @Test
    void theShippedModelsAreListedAsCozeStudioDoes() {
        var answer = hub.post("/api/bot/get_type_list", "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("code").asInt()).isZero();
        var doubao = StreamSupport.stream(answer.data().path("model_list").spliterator(), false)
                .filter(model -> model.path("name").asText().equals("doubao"))
                .findFirst()
                .orElseThrow();
        assertThat(doubao.path("model_type").asText()).isEqualTo("doubao");
        assertThat(doubao.path("model_class").asText()).isEqualTo("openai");
        assertThat(doubao.at("/model_ability/function_call").asBoolean()).isTrue();
        assertThat(doubao.at("/model_ability/image_understanding").asBoolean()).isFalse();
        assertThat(doubao.at("/model_params/0/name").asText()).isEqualTo("temperature");
        assertThat(doubao.path("is_offline").asBoolean()).isFalse();
        assertThat(answer.body()).doesNotContain("api_key", "sk-");
    }

    @Test
    void onlyTheAdminKeyRefreshes() {
        assertThat(hub.call("POST", REFRESH, "", "{}").status()).isEqualTo(401);
        var wrong = hub.call("POST", REFRESH, "guessed", "{}");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().path("code").asInt()).isEqualTo(401);
        assertThat(wrong.json().path("msg").asText()).contains("serai.access.admin-key");

        var right = hub.call("POST", REFRESH, Hub.ADMIN_KEY, "{}");

        assertThat(right.status()).isEqualTo(200);
        assertThat(right.json().path("code").asInt()).isZero();
        assertThat(right.data().path("model_count").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(right.data().path("refresh_time").asText()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        assertThat(right.data().path("new_models").isArray()).isTrue();
    }

    @Test
    void aSavedFileIsInForceWithoutARestartAndABrokenOneIsTold() throws IOException {
        var saved = Files.writeString(hub.modelFolder().resolve("house-model.yaml"), file("house-model", ""));
        await().atMost(PATIENCE).until(() -> models.names().contains("house-model"));
        assertThat(models.chat("house-model", ChatRequest.of("你好"), CallTag.none())
                        .content())
                .isNotBlank();

        var broken = Files.writeString(
                hub.modelFolder().resolve("house-broken.yaml"), file("house-broken", ", api_key: sk-visible"));
        try {
            await().atMost(PATIENCE).until(() -> hub.get("/api/faults").body().contains("house-broken.yaml"));
            Files.delete(saved);
            var refused = hub.call("POST", REFRESH, Hub.ADMIN_KEY, "{}");

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.json().path("code").asInt()).isEqualTo(422);
            assertThat(refused.json().path("msg").asText())
                    .contains("house-broken.yaml:5:", "meta.conn_config.api_key", "${SOME_NAME}")
                    .doesNotContain("sk-visible");
            assertThat(refused.data().at("/faults/0/line").asInt()).isEqualTo(5);
            assertThat(models.names()).contains("house-model");
        } finally {
            Files.delete(broken);
        }
        await().atMost(PATIENCE).until(() -> !models.names().contains("house-model"));
        await().atMost(PATIENCE).until(() -> !hub.get("/api/faults").body().contains("house-broken"));
    }

    @Test
    void aModelIsDeclaredChangedAskedAndTakenAwayThroughTheApi() {
        var sent =
                "{\"id\":\"house-api\",\"name\":\"house-api\",\"model_id\":\"doubao-pro-32k\",\"api_key\":\"sk-hidden\"}";
        assertThat(hub.call("POST", "/api/models", "", sent).status()).isEqualTo(401);
        var bad = hub.call(
                "POST", "/api/models", Hub.ADMIN_KEY, "{\"name\":\"x\",\"model_id\":\"m\",\"protocol\":\"telex\"}");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json().path("message").asText()).startsWith("protocol: 'telex' is not known");

        var added = hub.call("POST", "/api/models", Hub.ADMIN_KEY, sent);

        assertThat(added.status()).as(added.body()).isEqualTo(200);
        assertThat(added.data().path("has_key").asBoolean()).isTrue();
        assertThat(added.body()).doesNotContain("sk-hidden");
        assertThat(hub.get("/api/models").body()).contains("house-api").doesNotContain("sk-hidden");
        assertThat(hub.call("POST", "/api/models", Hub.ADMIN_KEY, sent).status())
                .isEqualTo(409);

        var changed = hub.call("PUT", "/api/models/house-api", Hub.ADMIN_KEY, sent.replace("sk-hidden", ""));
        assertThat(changed.data().path("has_key").asBoolean()).isFalse();
        assertThat(models.chat("house-api", ChatRequest.of("你好"), CallTag.none())
                        .content())
                .isNotBlank();

        assertThat(hub.call("DELETE", "/api/models/house-api", Hub.ADMIN_KEY, "")
                        .status())
                .isEqualTo(200);
        assertThat(hub.get("/api/models/house-api").status()).isEqualTo(404);
    }
}
