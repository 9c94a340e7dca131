package dev.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers of OpenAI's family do beyond words, and in what they differ. */
class OpenAiFamilyTests {

    private static final String QUESTION = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"你好\"}]%s}";
    private static final String TOOLS = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"get_weather\"}}]";

    @RegisterExtension
    static final SandboxPerClass SANDBOX = new SandboxPerClass();

    private static final Client client = SANDBOX.client();

    private static void script(String reply) {
        assertThat(client.put(
                                "/sandbox/scripts",
                                "[{\"service\":\"openai\",\"chunks\":2,\"reply\":%s}]".formatted(reply))
                        .has("rules"))
                .isTrue();
    }

    private static JsonNode whole(String path) {
        return Client.json(client.postAs(SandboxOptions.DEMO_KEY, path + "/chat/completions", QUESTION.formatted("")));
    }

    private static List<JsonNode> deltas(String path) {
        var body = client.postAs(
                        SandboxOptions.DEMO_KEY, path + "/chat/completions", QUESTION.formatted(",\"stream\":true"))
                .body();
        return Arrays.stream(body.split("\n"))
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Client.json(line.substring(6)).path("choices").path(0))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1, -",
        "/ark/api/v3, reasoning_content",
        "/qwen/compatible-mode/v1, reasoning_content",
        "/deepseek/v1, reasoning_content",
        "/ollama/v1, reasoning"
    })
    void eachServerShowsThoughtsInItsOwnWay(String path, String field) {
        script("{\"thought\":\"先想想\",\"text\":\"好\"}");

        var message = whole(path).path("choices").path(0).path("message");
        var shown = new StringBuilder();
        deltas(path)
                .forEach(choice -> shown.append(choice.path("delta").path(field).asText("")));

        assertThat(message.path("content").asText()).isEqualTo("好");
        assertThat(message.path(field).asText("")).isEqualTo(field.equals("-") ? "" : "先想想");
        assertThat(shown).hasToString(field.equals("-") ? "" : "先想想");
    }

    @Test
    void aThoughtIsSpentWhetherItIsShownOrNot() {
        script("{\"thought\":\"先想想\",\"text\":\"好\",\"cachedTokens\":1}");

        assertThat(whole("/v1").path("usage").toString())
                .isEqualTo("{\"prompt_tokens\":2,\"completion_tokens\":4,\"total_tokens\":6,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":1},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":3}}");
    }

    @Test
    void onlyOllamaLetsEverybodyIn() {
        var body = QUESTION.formatted("");

        assertThat(client.postAs("sk-wrong", "/ollama/v1/chat/completions", body)
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.postAs("sk-wrong", "/deepseek/v1/chat/completions", body)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void callsToolsWholeAndInPieces() {
        script("{\"toolCalls\":[{\"name\":\"get_weather\",\"arguments\":{\"city\":\"北京\"}},{\"name\":\"get_time\"}]}");

        var choice = whole("/v1").path("choices").path(0);
        var arguments = new ArrayList<String>();
        var pieces = deltas("/v1");
        pieces.forEach(piece -> piece.path("delta")
                .path("tool_calls")
                .forEach(call -> arguments.add(call.path("index").asInt() + " "
                        + call.path("function").path("name").asText("")
                        + call.path("function").path("arguments").asText())));

        assertThat(choice.path("finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(choice.path("message").path("content").isNull()).isTrue();
        assertThat(choice.path("message")
                        .path("tool_calls")
                        .path(0)
                        .path("function")
                        .toString())
                .isEqualTo("{\"name\":\"get_weather\",\"arguments\":\"{\\\"city\\\":\\\"北京\\\"}\"}");
        assertThat(arguments).containsExactly("0 get_weather", "0 {\"city", "0 \":\"北京\"}", "1 get_time", "1 {", "1 }");
        assertThat(pieces.getLast().path("finish_reason").asText()).isEqualTo("tool_calls");
    }

    @Test
    void sendsHeartbeatsInFront() {
        script("{\"text\":\"好\",\"pings\":2}");

        assertThat(client.chat(QUESTION.formatted(",\"stream\":true")).body())
                .startsWith(": keep-alive\n\n: keep-alive\n\ndata: ");
    }

    @Test
    void answersInJsonIfAskedTo() {
        var answer = Client.json(client.chat(QUESTION.formatted(",\"response_format\":{\"type\":\"json_object\"}")));

        var content =
                answer.path("choices").path(0).path("message").path("content").asText();
        assertThat(Client.json(content).path("answer").asText()).contains("你好");
    }

    @Test
    void takesPicturesAndResultsOfTools() {
        var response = client.chat("""
                {"model":"m","messages":[
                 {"role":"user","content":[{"type":"text","text":"看"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}]},
                 {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"t","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"c1","content":"晴"}]}""");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("看");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"tool_choice\":\"auto\" | tool_choice",
                ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a b\"}}] | tools[0].function.name",
                TOOLS + ",\"tool_choice\":\"maybe\" | tool_choice",
                TOOLS + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"other\"}} | tool_choice"
            })
    void namesWhatIsWrongWithTools(String more, String param) {
        var response = client.chat(QUESTION.formatted(more));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).path("error").path("param").asText()).isEqualTo(param);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]} | messages[0].content",
                "{\"role\":\"tool\",\"content\":\"晴\",\"tool_call_id\":\"c9\"} | messages[0].tool_call_id"
            })
    void namesWhatIsWrongWithAMessage(String message, String param) {
        var response = client.chat("{\"model\":\"m\",\"messages\":[%s]}".formatted(message));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).path("error").path("param").asText()).isEqualTo(param);
    }
}
