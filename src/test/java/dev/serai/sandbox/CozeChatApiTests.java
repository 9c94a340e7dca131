package dev.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CozeChatApiTests {

    private static final String CHAT = """
            {"bot_id":"%s","user_id":"u","stream":%s,"additional_messages":[
             {"role":"assistant","type":"answer","content":"您好","content_type":"text"},
             {"role":"user","type":"question","content":"你好","content_type":"text"}]}""";

    @RegisterExtension
    static final SandboxPerClass SANDBOX = new SandboxPerClass();

    private static final Client client = SANDBOX.client();

    private static JsonNode post(String path, String body) {
        return Client.json(client.postAs(SandboxOptions.DEMO_TOKEN, path, body));
    }

    private static JsonNode asked(String path, JsonNode chat) {
        var query = "?conversation_id=" + chat.path("conversation_id").asText() + "&chat_id="
                + chat.path("id").asText();
        return Client.json(client.send(client.request(path + query)
                        .header("Authorization", "Bearer " + SandboxOptions.DEMO_TOKEN)
                        .GET()))
                .path("data");
    }

    private static List<String> lines(String stream, String field) {
        return Arrays.stream(stream.split("\n"))
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()))
                .toList();
    }

    @Test
    void streamsPiecesThenTheWholeThenWhatWasUsed() {
        var body = client.postAs(SandboxOptions.DEMO_TOKEN, "/v3/chat", CHAT.formatted(CozeDemo.BOT, true))
                .body();

        var data = lines(body, "data:");
        assertThat(lines(body, "event:"))
                .containsExactly(
                        "conversation.chat.created",
                        "conversation.chat.in_progress",
                        "conversation.message.delta",
                        "conversation.message.delta",
                        "conversation.message.delta",
                        "conversation.message.completed",
                        "conversation.message.completed",
                        "conversation.chat.completed",
                        "done");
        var pieces = data.subList(2, 5).stream()
                .map(piece -> Client.json(piece).path("content").asText())
                .reduce("", String::concat);
        assertThat(Client.json(data.get(5)).path("content").asText())
                .isEqualTo(pieces)
                .contains("你好");
        assertThat(Client.json(data.get(6)).path("type").asText()).isEqualTo("verbose");
        assertThat(Client.json(data.get(7)).path("usage").path("input_count").asInt())
                .isEqualTo(2);
        assertThat(data.getLast()).isEqualTo("\"[DONE]\"");
    }

    @Test
    void answersAtOnceAndIsAskedUntilItIsOver() {
        var created = post("/v3/chat", CHAT.formatted(CozeDemo.BOT, false));
        var chat = created.path("data");

        var first = asked("/v3/chat/retrieve", chat);
        var second = asked("/v3/chat/retrieve", chat);
        var messages = asked("/v3/chat/message/list", chat);

        assertThat(created.path("code").asInt(-1)).isZero();
        assertThat(chat.path("status").asText()).isEqualTo("in_progress");
        assertThat(first.path("status").asText()).isEqualTo("in_progress");
        assertThat(second.path("status").asText()).isEqualTo("completed");
        assertThat(second.path("usage").path("token_count").asInt()).isPositive();
        assertThat(messages).hasSize(2);
        assertThat(messages.path(0).path("type").asText()).isEqualTo("answer");
    }

    @Test
    void isCancelledWhileItIsUnderWay() {
        var chat = post("/v3/chat", CHAT.formatted(CozeDemo.BOT, false)).path("data");
        var cancel = Json.write(Json.object()
                .put("conversation_id", chat.path("conversation_id").asText())
                .put("chat_id", chat.path("id").asText()));

        var cancelled = post("/v3/chat/cancel", cancel);
        var again = post("/v3/chat/cancel", cancel);

        assertThat(cancelled.path("data").path("status").asText()).isEqualTo("canceled");
        assertThat(again.path("code").asInt()).isEqualTo(4104);
        assertThat(asked("/v3/chat/retrieve", chat).path("status").asText()).isEqualTo("canceled");
    }

    @Test
    void failsOrWantsSomethingDone() {
        client.put("/sandbox/scripts", """
                [{"service":"coze","match":{"contains":"你好"},"reply":{"error":{"code":4011,"message":"balance"}},"times":1},
                 {"service":"coze","reply":{"interrupt":{"question":"哪里？","type":2}}}]""");
        var ask = CHAT.formatted("7", true);

        var failed = client.postAs(SandboxOptions.DEMO_TOKEN, "/v3/chat", ask).body();
        var wants = client.postAs(SandboxOptions.DEMO_TOKEN, "/v3/chat", ask).body();

        assertThat(lines(failed, "event:"))
                .contains("conversation.chat.failed")
                .last()
                .isEqualTo("done");
        assertThat(failed).contains("\"last_error\":{\"code\":4011,\"msg\":\"balance\"}");
        assertThat(lines(wants, "event:")).contains("conversation.chat.requires_action");
        assertThat(wants).contains("\"submit_tool_outputs\"", "哪里？");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"user_id\":\"u\"} | 4000",
                "{\"bot_id\":\"1\"} | 4000",
                "{\"bot_id\":\"1\",\"user_id\":\"u\",\"auto_save_history\":false} | 4007",
                "{\"bot_id\":\"1\",\"user_id\":\"u\",\"stream\":true} | 4015"
            })
    void refusesWithHttp200(String body, int code) {
        var response = client.postAs(SandboxOptions.DEMO_TOKEN, "/v3/chat", body);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Client.json(response).path("code").asInt()).isEqualTo(code);
        assertThat(response.headers().firstValue("X-Tt-Logid")).isPresent();
    }

    @Test
    void understandsAQuestionWithPictures() {
        var parts = Json.array(List.of(
                Json.object().put("type", "text").put("text", "这是什么？"),
                Json.object().put("type", "image").put("file_url", "https://example.com/a.png")));
        var ask = Json.object().put("bot_id", CozeDemo.BOT).put("user_id", "u").put("stream", true);
        ask.putArray("additional_messages")
                .addObject()
                .put("role", "user")
                .put("content_type", "object_string")
                .put("content", Json.write(parts));

        var body = client.postAs(SandboxOptions.DEMO_TOKEN, "/v3/chat", Json.write(ask))
                .body();

        assertThat(body).contains("“这是什么？”");
    }
}
