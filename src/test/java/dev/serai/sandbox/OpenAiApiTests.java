package dev.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiApiTests {

    private static final String INTENT = """
            {"model":"gpt-4o-mini","messages":[{"role":"system","content":"Answer JSON with intent and emotion."},
             {"role":"user","content":"%s"}]}""";

    @RegisterExtension
    static final SandboxPerClass SANDBOX = new SandboxPerClass();

    private static final Client client = SANDBOX.client();

    @Test
    void streamsRoleDeltasFinishUsageAndDone() {
        script("""
                [{"service":"openai","reply":{"text":"你好🙂吗"},"chunks":2}]""");

        var body = client.chat("""
                        {"model":"gpt-4o","stream":true,"stream_options":{"include_usage":true},
                         "messages":[{"role":"user","content":"你好"}]}""").body();

        assertThat(body).startsWith("data: {\"id\":\"chatcmpl-").endsWith("\n\ndata: [DONE]\n\n");
        var chunks = chunks(body);
        assertThat(chunks).hasSize(5).allSatisfy(chunk -> {
            assertThat(chunk.path("object").asText()).isEqualTo("chat.completion.chunk");
            assertThat(chunk.path("id")).isEqualTo(chunks.getFirst().path("id"));
        });
        assertThat(choice(chunks.get(0)).path("delta").toString())
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"\"}");
        assertThat(choice(chunks.get(1)).path("delta").toString()).isEqualTo("{\"content\":\"你好\"}");
        assertThat(choice(chunks.get(1)).path("finish_reason").isNull()).isTrue();
        assertThat(chunks.get(1).path("usage").isNull()).isTrue();
        assertThat(choice(chunks.get(2)).path("delta").path("content").asText()).isEqualTo("🙂吗");
        assertThat(choice(chunks.get(3)).path("finish_reason").asText()).isEqualTo("stop");
        assertThat(chunks.get(4).path("choices")).isEmpty();
        assertThat(chunks.get(4).path("usage").toString())
                .isEqualTo("{\"prompt_tokens\":2,\"completion_tokens\":4,\"total_tokens\":6,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":0},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":0}}");
    }

    @Test
    void sendsNoUsageIfNobodyAskedForIt() {
        var body = client.chat("{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"嗯\"}]}")
                .body();

        assertThat(body).doesNotContain("usage");
    }

    @Test
    void answersWholeWithTheQuestionTakenUp() {
        var answer = Client.json(client.chat("""
                {"model":"gpt-4o","messages":[{"role":"system","content":"友好"},
                 {"role":"user","content":[{"type":"text","text":"我的订单到哪了"}]}]}"""));

        assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
        assertThat(answer.path("model").asText()).isEqualTo("gpt-4o");
        assertThat(choice(answer).path("message").path("content").asText())
                .isEqualTo("您好！关于“我的订单到哪了”，已为您查询订单：订单正在配送途中，预计明天送达。");
        assertThat(choice(answer).path("finish_reason").asText()).isEqualTo("stop");
        assertThat(answer.path("usage").path("total_tokens").asInt()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "我要投诉,complaint",
        "给你差评,complaint",
        "你好，我的订单到哪了,service",
        "如何开发票,service",
        "帮助,help",
        "早上好,chat",
        "今天天气不错,chat"
    })
    void recognisesIntentsByKeywords(String question, String expected) {
        var answer = Client.json(client.chat(INTENT.formatted(question)));

        var intent = Client.json(choice(answer).path("message").path("content").asText());
        assertThat(intent.path("intent").asText()).isEqualTo(expected);
        assertThat(intent.has("confidence")).isTrue();
        assertThat(intent.has("emotionScore")).isTrue();
        assertThat(intent.path("needReply").asBoolean()).isTrue();
    }

    @Test
    void aComplaintIsNegative() {
        var answer = Client.json(client.chat(INTENT.formatted("我要退款")));

        var intent = Client.json(choice(answer).path("message").path("content").asText());
        assertThat(intent.path("emotion").asText()).isEqualTo("negative");
    }

    @Test
    void refusesAKeyItDoesNotKnowInOpenAisShape() {
        var wrong = client.postAs("sk-wrong", "/v1/chat/completions", "{}");
        var none = client.response("/v1/models");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body())
                .isEqualTo("{\"error\":{\"message\":\"Incorrect API key provided.\",\"type\":\"invalid_request_error\","
                        + "\"param\":null,\"code\":\"invalid_api_key\"}}");
        assertThat(none.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"messages\":[]} | model",
                "{\"model\":\"m\"} | messages",
                "{\"model\":\"m\",\"messages\":[]} | messages",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"boss\"}]} | messages[0].role",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}]} | messages[0].content",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"temperature\":3} | temperature",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"max_tokens\":\"x\"} | max_tokens",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"stream\":\"yes\"} | stream",
                "nonsense | null"
            })
    void namesTheParameterItRefuses(String body, String param) {
        var response = client.chat(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).path("error").path("param").asText()).isEqualTo(param);
    }

    @Test
    void listsModels() {
        var response = client.send(client.request("/v1/models")
                .header("Authorization", "Bearer " + SandboxOptions.DEMO_KEY)
                .GET());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Client.json(response).path("data").findValuesAsText("id")).contains("gpt-4o-mini");
    }

    @Test
    void sendsScriptedEventsErrorsAndInterruptsInItsOwnDialect() {
        script("""
                [{"service":"openai","match":{"contains":"events"},"reply":{"events":[{"choices":[]},"[DONE]"]}},
                 {"service":"openai","match":{"contains":"error"},"reply":{"error":{"code":1,"message":"weg","done":true}}},
                 {"service":"openai","match":{"contains":"interrupt"},"reply":{"interrupt":{"question":"谁？"}}}]""");

        assertThat(ask("events").body()).isEqualTo("data: {\"choices\":[]}\n\ndata: [DONE]\n\n");
        assertThat(ask("error").body())
                .startsWith("data: {\"error\":{\"message\":\"weg\"")
                .endsWith("[DONE]\n\n");
        assertThat(ask("interrupt").body()).contains("谁？");
    }

    private static java.net.http.HttpResponse<String> ask(String question) {
        return client.chat(
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}".formatted(question));
    }

    private static void script(String rules) {
        assertThat(client.put("/sandbox/scripts", rules).has("rules")).isTrue();
    }

    private static JsonNode choice(JsonNode answer) {
        return answer.path("choices").path(0);
    }

    private static List<JsonNode> chunks(String body) {
        return Arrays.stream(body.split("\n"))
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Client.json(line.substring(6)))
                .collect(Collectors.toList());
    }
}
