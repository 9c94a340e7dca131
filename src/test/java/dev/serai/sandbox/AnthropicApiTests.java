package dev.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicApiTests {

    private static final String ASK =
            "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":100,\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";

    @RegisterExtension
    static final SandboxPerClass SANDBOX = new SandboxPerClass();

    private static final Client client = SANDBOX.client();

    private static HttpResponse<String> ask(boolean stream, String question) {
        return send(ASK.formatted(stream, question));
    }

    private static HttpResponse<String> send(String body) {
        return send(SandboxOptions.DEMO_KEY, body);
    }

    private static HttpResponse<String> send(String key, String body) {
        var request = client.request("/v1/messages").header("anthropic-version", "2023-06-01");
        return client.send(
                (key.isEmpty() ? request : request.header("x-api-key", key)).POST(BodyPublishers.ofString(body)));
    }

    private static void script(String rules) {
        assertThat(client.put("/sandbox/scripts", rules).path("error").asText()).isEmpty();
    }

    private static List<JsonNode> events(HttpResponse<String> response) {
        return Arrays.stream(response.body().split("\n"))
                .filter(line -> line.startsWith("data: "))
                .map(line -> Client.json(line.substring(6)))
                .toList();
    }

    private static List<String> types(HttpResponse<String> response) {
        return events(response).stream()
                .map(event -> event.path("type").asText())
                .toList();
    }

    @Test
    void streamsTheEventsOfATextWithHeartbeats() {
        script("""
                [{"service":"anthropic","reply":{"text":"你好🙂吗","pings":1},"chunks":2}]""");

        var response = ask(true, "你好");

        assertThat(response.body()).startsWith("event: message_start\ndata: {\"type\":\"message_start\"");
        assertThat(types(response))
                .containsExactly(
                        "message_start",
                        "ping",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        var events = events(response);
        assertThat(events.get(0)
                        .path("message")
                        .path("usage")
                        .path("input_tokens")
                        .asInt())
                .isPositive();
        assertThat(events.get(4).path("delta").toString()).isEqualTo("{\"type\":\"text_delta\",\"text\":\"🙂吗\"}");
        assertThat(events.get(6).path("delta").path("stop_reason").asText()).isEqualTo("end_turn");
        assertThat(events.get(6).path("usage").path("output_tokens").asInt()).isEqualTo(4);
    }

    @Test
    void answersWholeWithTheQuestionTakenUp() {
        var response = ask(false, "我的订单到哪了");

        var answer = Client.json(response);
        assertThat(response.headers().firstValue("request-id")).isPresent();
        assertThat(answer.path("type").asText()).isEqualTo("message");
        assertThat(answer.path("content").path(0).path("text").asText()).contains("“我的订单到哪了”");
        assertThat(answer.path("stop_reason").asText()).isEqualTo("end_turn");
    }

    @Test
    void thinksAndCallsToolsAsScripted() {
        script("""
                [{"service":"anthropic","reply":{"thought":"要查天气","text":"查一下",
                  "cachedTokens":2,
                  "toolCalls":[{"name":"get_weather","arguments":{"city":"北京"}}]},"chunks":1}]""");

        var streamed = events(ask(true, "天气"));
        var whole = Client.json(ask(false, "天气"));

        assertThat(streamed)
                .extracting(event -> event.path("delta").path("type").asText())
                .contains("thinking_delta", "signature_delta", "text_delta", "input_json_delta");
        assertThat(streamed)
                .extracting(event -> event.path("delta").path("partial_json").asText())
                .contains("{\"city\":\"北京\"}");
        assertThat(whole.path("content").findValuesAsText("type")).containsExactly("thinking", "text", "tool_use");
        assertThat(whole.path("content").path(2).path("input").toString()).isEqualTo("{\"city\":\"北京\"}");
        assertThat(whole.path("stop_reason").asText()).isEqualTo("tool_use");
        assertThat(whole.path("usage").path("cache_read_input_tokens").asInt()).isEqualTo(2);
    }

    @Test
    void refusesAKeyItDoesNotKnowInAnthropicsShape() {
        var wrong = send("sk-wrong", "{}");
        var none = send("", "{}");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body())
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":\"invalid"
                        + " x-api-key\"}}");
        assertThat(none.body()).contains("x-api-key header is required");
    }

    @Test
    void wantsToKnowTheVersion() {
        var response = client.send(client.request("/v1/messages")
                .header("x-api-key", SandboxOptions.DEMO_KEY)
                .POST(BodyPublishers.ofString(ASK.formatted(false, "?"))));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("anthropic-version");
    }

    @ParameterizedTest
    @CsvSource({
        "429, rate_limit_error, 1",
        "500, api_error, ''",
        "529, overloaded_error, ''",
    })
    void failsInAnthropicsWords(int status, String type, String retryAfter) {
        client.put("/sandbox/faults", "{\"anthropic\":{\"errorRate\":1,\"status\":%d}}".formatted(status));
        var struck = ask(true, "?");
        client.put("/sandbox/faults", "{}");
        script("[{\"service\":\"anthropic\",\"reply\":{\"status\":%d}}]".formatted(status));
        var scripted = ask(false, "?");

        for (var response : List.of(struck, scripted)) {
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(Client.json(response).path("error").path("type").asText())
                    .isEqualTo(type);
            assertThat(response.headers().firstValue("retry-after").orElse("")).isEqualTo(retryAfter);
        }
    }

    @Test
    void failsHalfWayAsScripted() {
        script("[{\"service\":\"anthropic\",\"reply\":{\"error\":{\"code\":529,\"message\":\"Overloaded\"}}}]");

        var streamed = ask(true, "?");
        var whole = ask(false, "?");

        assertThat(types(streamed)).containsExactly("message_start", "error");
        assertThat(events(streamed).getLast().path("error").path("type").asText())
                .isEqualTo("overloaded_error");
        assertThat(whole.statusCode()).isEqualTo(529);
    }

    @Test
    void breaksOffAndSendsEventsAsScripted() {
        script("""
                [{"service":"anthropic","match":{"contains":"broken"},"reply":{"text":"一二三"},"fault":"break-after-chunks"},
                 {"service":"anthropic","match":{"contains":"ask"},"reply":{"interrupt":{"question":"谁？"}}},
                 {"service":"anthropic","reply":{"events":[{"type":"ping"},{"event":"x","data":{"a":1}}]}}]""");

        assertThatThrownBy(() -> client.trySend(client.request("/v1/messages")
                        .header("anthropic-version", "2023-06-01")
                        .header("x-api-key", SandboxOptions.DEMO_KEY)
                        .POST(BodyPublishers.ofString(ASK.formatted(true, "broken")))))
                .isInstanceOf(IOException.class);
        assertThat(ask(false, "ask").body()).contains("谁？");
        assertThat(ask(true, "?").body())
                .isEqualTo("event: ping\ndata: {\"type\":\"ping\"}\n\nevent: x\ndata: {\"a\":1}\n\n");
    }

    @Test
    void countsCallsUnderItsOwnName() {
        ask(true, "一");
        ask(false, "一");

        var calls = client.get("/sandbox/calls?service=anthropic");

        assertThat(calls.path("matching").asInt()).isEqualTo(2);
        assertThat(calls.path("calls").path(0).path("target").asText()).isEqualTo("claude-sonnet-4-5");
        assertThat(calls.path("calls").path(0).path("count").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | not valid JSON",
                "{\"max_tokens\":1} | model: Field required",
                "{\"model\":\"m\",\"messages\":[]} | max_tokens: Field required",
                "{\"model\":\"m\",\"max_tokens\":1} | messages: Field required",
                "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[]} | messages: at least one",
                "{\"model\":\"m\",\"max_tokens\":1,\"n\":2} | n: Extra inputs",
                "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"system\",\"content\":\"a\"}]} | messages.0.role",
                "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":[]}]} | messages.0: content must be",
                "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"\"}]}]} | text content blocks",
                "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"x\"}]}]} | tool_use_id",
                "{\"model\":\"m\",\"max_tokens\":1,\"temperature\":2,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]} | temperature",
                "{\"model\":\"m\",\"max_tokens\":1,\"temperature\":1,\"top_p\":1,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]} | cannot both be specified",
                "{\"model\":\"m\",\"max_tokens\":1024,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024},\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]} | greater than thinking.budget_tokens"
            })
    void saysWhatItRefuses(String body, String problem) {
        var response = send(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).path("error").path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(Client.json(response).path("error").path("message").asText()).contains(problem);
    }
}
