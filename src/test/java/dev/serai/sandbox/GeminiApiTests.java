package dev.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiApiTests {

    private static final String WHOLE = "/v1beta/models/gemini-2.5-flash:generateContent";
    private static final String STREAM = "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse";

    @RegisterExtension
    static final SandboxPerClass SANDBOX = new SandboxPerClass();

    private static final Client client = SANDBOX.client();

    private static String asking(String question) {
        return "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"%s\"}]}]}".formatted(question);
    }

    private static HttpRequest.Builder request(String path, String body) {
        return client.request(path)
                .header("x-goog-api-key", SandboxOptions.DEMO_KEY)
                .POST(BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(String path, String body) {
        return client.send(request(path, body));
    }

    private static void script(String rules) {
        assertThat(client.put("/sandbox/scripts", rules).path("error").asText()).isEmpty();
    }

    private static List<JsonNode> chunks(HttpResponse<String> response) {
        return Arrays.stream(response.body().split("\r\n\r\n"))
                .map(event -> Client.json(event.substring("data: ".length())))
                .toList();
    }

    private static JsonNode candidate(JsonNode chunk) {
        return chunk.path("candidates").path(0);
    }

    private static JsonNode part(JsonNode chunk) {
        return candidate(chunk).path("content").path("parts").path(0);
    }

    @Test
    void streamsChunksAndTellsTheUsageWithTheEnd() {
        script("""
                [{"service":"gemini","reply":{"text":"你好🙂吗"},"chunks":2}]""");

        var response = send(STREAM, asking("你好"));

        var chunks = chunks(response);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(chunks).hasSize(3).allSatisfy(chunk -> assertThat(
                        chunk.path("modelVersion").asText())
                .isEqualTo("gemini-2.5-flash"));
        assertThat(part(chunks.get(0)).toString()).isEqualTo("{\"text\":\"你好\"}");
        assertThat(candidate(chunks.get(0)).has("finishReason")).isFalse();
        assertThat(part(chunks.get(1)).path("text").asText()).isEqualTo("🙂吗");
        assertThat(candidate(chunks.get(2)).path("finishReason").asText()).isEqualTo("STOP");
        assertThat(chunks.get(2).path("usageMetadata").toString())
                .isEqualTo("{\"promptTokenCount\":3,\"candidatesTokenCount\":4,\"totalTokenCount\":7}");
    }

    @Test
    void answersWholeWithTheQuestionTakenUp() {
        var answer = Client.json(send(WHOLE, asking("我的订单到哪了")));

        assertThat(part(answer).path("text").asText()).contains("“我的订单到哪了”");
        assertThat(candidate(answer).path("finishReason").asText()).isEqualTo("STOP");
    }

    @Test
    void thinksAndCallsFunctionsAsScripted() {
        script("""
                [{"service":"gemini","reply":{"thought":"要查天气","text":"查一下","cachedTokens":2,
                  "toolCalls":[{"name":"get_weather","arguments":{"city":"北京"}},{"name":"now"}]},"chunks":1}]""");

        var streamed = chunks(send(STREAM, asking("天气")));
        var whole = Client.json(send(WHOLE, asking("天气")));
        var signed = Client.json(send("/v1beta/models/gemini-3-pro:generateContent", asking("天气")));

        assertThat(part(streamed.get(0)).toString()).isEqualTo("{\"text\":\"要查天气\",\"thought\":true}");
        assertThat(part(streamed.get(2)).path("functionCall").toString())
                .isEqualTo("{\"name\":\"get_weather\",\"args\":{\"city\":\"北京\"}}");
        assertThat(whole.findValues("functionCall")).hasSize(2);
        assertThat(whole.path("usageMetadata").path("thoughtsTokenCount").asInt())
                .isEqualTo(4);
        assertThat(whole.path("usageMetadata").path("cachedContentTokenCount").asInt())
                .isEqualTo(2);
        assertThat(whole.findValues("thoughtSignature")).isEmpty();
        assertThat(signed.findValues("thoughtSignature")).isNotEmpty();
    }

    @Test
    void refusesAKeyItDoesNotKnowAsGoogleDoes() {
        var wrong = client.send(
                client.request(WHOLE).header("x-goog-api-key", "wrong").POST(BodyPublishers.ofString(asking("?"))));
        var none = client.send(client.request(WHOLE).POST(BodyPublishers.ofString(asking("?"))));

        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(Client.json(wrong).findValuesAsText("reason")).containsExactly("API_KEY_INVALID");
        assertThat(none.statusCode()).isEqualTo(403);
        assertThat(Client.json(none).path("error").path("status").asText()).isEqualTo("PERMISSION_DENIED");
    }

    @ParameterizedTest
    @CsvSource({"429, RESOURCE_EXHAUSTED, 1s", "500, INTERNAL, ''", "503, UNAVAILABLE, ''", "504, DEADLINE_EXCEEDED, ''"
    })
    void failsInGooglesWords(int status, String word, String delay) {
        client.put("/sandbox/faults", "{\"gemini\":{\"errorRate\":1,\"status\":%d}}".formatted(status));
        var struck = send(STREAM, asking("?"));
        client.put("/sandbox/faults", "{}");
        script("[{\"service\":\"gemini\",\"reply\":{\"status\":%d}}]".formatted(status));
        var scripted = send(WHOLE, asking("?"));

        for (var response : List.of(struck, scripted)) {
            var error = Client.json(response).path("error");
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(error.path("code").asInt()).isEqualTo(status);
            assertThat(error.path("status").asText()).isEqualTo(word);
            assertThat(error.path("details").path(0).path("retryDelay").asText())
                    .isEqualTo(delay);
        }
    }

    @Test
    void failsHalfWayAsScripted() {
        script("[{\"service\":\"gemini\",\"reply\":{\"error\":{\"code\":503,\"message\":\"overloaded\"}}}]");

        var streamed = chunks(send(STREAM, asking("?")));
        var whole = send(WHOLE, asking("?"));

        assertThat(part(streamed.getFirst()).path("text").asText()).isEqualTo("…");
        assertThat(streamed.getLast().path("error").path("status").asText()).isEqualTo("UNAVAILABLE");
        assertThat(whole.statusCode()).isEqualTo(503);
    }

    @Test
    void breaksOffAndBlocksAsScripted() {
        script("""
                [{"service":"gemini","match":{"contains":"broken"},"reply":{"text":"一二三"},"fault":"break-after-chunks"},
                 {"service":"gemini","match":{"contains":"ask"},"reply":{"interrupt":{"question":"谁？"}}},
                 {"service":"gemini","reply":{"events":[{"promptFeedback":{"blockReason":"SAFETY"}}]}}]""");

        assertThatThrownBy(() -> client.trySend(request(STREAM, asking("broken"))))
                .isInstanceOf(IOException.class);
        assertThat(send(WHOLE, asking("ask")).body()).contains("谁？");
        assertThat(send(STREAM, asking("?")).body())
                .isEqualTo("data: {\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}\r\n\r\n");
    }

    @Test
    void listsModelsAndCountsCallsUnderItsOwnName() {
        send(STREAM, asking("一"));

        var models = Client.json(client.send(client.request("/v1beta/models")
                .header("x-goog-api-key", SandboxOptions.DEMO_KEY)
                .GET()));
        var calls = client.get("/sandbox/calls?service=gemini").path("calls");

        assertThat(models.findValuesAsText("name")).contains("models/gemini-2.5-flash");
        assertThat(calls.path(0).path("target").asText()).isEqualTo("gemini-2.5-flash");
        assertThat(calls.path(0).path("streamed").asBoolean()).isTrue();
    }

    @Test
    void streamsWithServerSentEventsOnly() {
        assertThat(send("/v1beta/models/m:streamGenerateContent", asking("?")).statusCode())
                .isEqualTo(400);
        assertThat(send("/v1beta/models/m:countTokens", asking("?")).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | Invalid JSON payload",
                "{\"messages\":[]} | Unknown name \"messages\"",
                "{\"contents\":[]} | contents is not specified",
                "{\"contents\":[{\"role\":\"assistant\",\"parts\":[{\"text\":\"a\"}]}]} | Please use a valid role",
                "{\"contents\":[{\"parts\":[]}]} | parts must not be empty",
                "{\"contents\":[{\"parts\":[{}]}]} | required oneof field",
                "{\"contents\":[{\"parts\":[{\"text\":\"a\"}]}],\"generationConfig\":{\"max_tokens\":1}} | at 'generation_config'",
                "{\"contents\":[{\"parts\":[{\"text\":\"a\"}]}],\"generationConfig\":{\"temperature\":3}} | temperature",
                "{\"contents\":[{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\"}}]}]} | immediately after a user turn",
                "{\"contents\":[{\"parts\":[{\"functionResponse\":{\"name\":\"f\"}}]}]} | number of function response parts",
                "{\"contents\":[{\"parts\":[{\"text\":\"a\"}]},{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\"}}]}]} | function response turn",
                "{\"contents\":[{\"parts\":[{\"text\":\"a\"}]}],\"tools\":[],\"generationConfig\":{\"responseMimeType\":\"application/json\"}} | is unsupported"
            })
    void saysWhatItRefuses(String body, String problem) {
        var response = send(WHOLE, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).path("error").path("message").asText()).contains(problem);
    }

    @Test
    void missesASignatureFromGeminiThreeOn() {
        var talk = """
                {"contents":[{"parts":[{"text":"a"}]},{"role":"model","parts":[{"functionCall":{"name":"f"}}]},
                 {"role":"user","parts":[{"functionResponse":{"name":"f","response":{}}}]}]}""";

        assertThat(send(WHOLE, talk).statusCode()).isEqualTo(200);
        assertThat(send("/v1beta/models/gemini-3-pro:generateContent", talk).body())
                .contains("missing a thought_signature");
    }
}
