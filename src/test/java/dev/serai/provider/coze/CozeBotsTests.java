package dev.serai.provider.coze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.ChatEvent;
import dev.serai.provider.ChatImage;
import dev.serai.provider.ChatMessage;
import dev.serai.provider.ChatProvider;
import dev.serai.provider.ChatProviderContract;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Recorded;
import dev.serai.provider.Role;
import dev.serai.provider.Sampling;
import dev.serai.provider.StubServer;
import dev.serai.provider.ToolCall;
import dev.serai.provider.Tools;
import dev.serai.provider.Usage;
import dev.serai.vault.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CozeBotsTests extends ChatProviderContract {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    protected ChatProvider provider(URI server, Secret key) {
        return Coze.by(server, key).bots();
    }

    @Override
    protected byte[] answer() {
        return Recorded.stream("coze", "chat");
    }

    @Override
    protected String wholeAnswer() {
        return new String(answer(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    protected StubServer.Answer wholeReply() {
        return StubServer.sse(answer(), 8192);
    }

    @Override
    protected String refusal(String words) {
        return "{\"code\":4100,\"msg\":\"" + words + "\"}";
    }

    @Override
    protected String keyVariable() {
        return "COZE_API_TOKEN";
    }

    @Override
    protected byte[] cutShort() {
        return Recorded.stream("coze", "chat-cut-short");
    }

    private void says(String recorded) {
        server.then(StubServer.sse(Recorded.stream("coze", recorded), 8192));
    }

    private JsonNode asked(ChatTarget target, ChatMessage... messages) throws Exception {
        server.then(StubServer.sse(answer(), 8192));
        var request = new ChatRequest(List.of(messages), Sampling.configured(), Tools.none());
        provider().stream(target, request, spine.wire("stub"), event -> {});
        return JSON.readTree(server.calls().getLast().body());
    }

    @Test
    void asksABotWithTheWholeTalkAndKeepsNothingThere() throws Exception {
        var call = new ToolCall("call_1", "weather", "{\"city\":\"杭州\"}");

        var body = asked(
                TARGET,
                new ChatMessage(Role.SYSTEM, "简短"),
                new ChatMessage(Role.USER, "天气？"),
                new ChatMessage(Role.ASSISTANT, "", List.of(), List.of(call), null),
                new ChatMessage(Role.TOOL, "晴", List.of(), List.of(), "call_1"),
                new ChatMessage(Role.ASSISTANT, "晴天"),
                new ChatMessage(Role.USER, "谢谢"));

        assertThat(server.calls().getLast().path()).isEqualTo("/v3/chat");
        assertThat(body).isEqualTo(JSON.readTree("""
                {"bot_id":"gpt-4o","user_id":"serai","stream":true,"auto_save_history":false,"additional_messages":[
                 {"role":"user","type":"question","content_type":"text","content":"简短"},
                 {"role":"user","type":"question","content_type":"text","content":"天气？"},
                 {"role":"assistant","type":"function_call","content_type":"text",
                  "content":"{\\"name\\":\\"weather\\",\\"arguments\\":\\"{\\\\\\"city\\\\\\":\\\\\\"杭州\\\\\\"}\\"}"},
                 {"role":"assistant","type":"tool_response","content_type":"text","content":"晴"},
                 {"role":"assistant","type":"answer","content_type":"text","content":"晴天"},
                 {"role":"user","type":"question","content_type":"text","content":"谢谢"}]}"""));
    }

    @Test
    void showsPicturesByTheirAddress() throws Exception {
        var image = new ChatImage("https://example.com/a.png");

        var body = asked(TARGET, new ChatMessage(Role.USER, "这是什么？", List.of(image), List.of(), null));

        var message = body.path("additional_messages").path(0);
        assertThat(message.path("content_type").asText()).isEqualTo("object_string");
        assertThat(JSON.readTree(message.path("content").asText())).isEqualTo(JSON.readTree("""
                [{"type":"text","text":"这是什么？"},{"type":"image","file_url":"https://example.com/a.png"}]"""));
    }

    @Test
    void refusesAPictureThatHasNoAddress() {
        var image = new ChatImage("data:image/png;base64,AAAA");

        var error = catchThrowableOfType(
                ProviderException.BadRequest.class,
                () -> asked(TARGET, new ChatMessage(Role.USER, "?", List.of(image), List.of(), null)));

        assertThat(error).hasMessageContaining("https address").hasMessageNotContaining("AAAA");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void tellsWhoAsksAndGoesToTheBotsOwnAddress() throws Exception {
        var account = new ChatTarget.Account("own", server.url(), Secret.of("pat_own"), Map.of("user_id", "u7"));

        var body = asked(new ChatTarget("bot", account, "73"), new ChatMessage(Role.USER, "hi"));

        assertThat(body.path("user_id").asText()).isEqualTo("u7");
        assertThat(body.path("bot_id").asText()).isEqualTo("73");
        assertThat(server.calls().getLast().authorization()).isEqualTo("Bearer pat_own");
    }

    @Test
    void neverSendsOurTokenToAnAddressThatIsNotOurs() {
        var account = new ChatTarget.Account("own", server.url(), Secret.none());
        var target = new ChatTarget("bot", account, "73");

        assertThat(provider().validateConfig(target)).singleElement().asString().contains("api-key");
        catchThrowableOfType(
                ProviderException.Unauthorized.class, () -> provider().whole(target, REQUEST, spine.wire("stub")));
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void hearsThoughtsAndPutsSeveralAnswersTogether() {
        says("chat-reasoning");
        var heard = new ArrayList<ChatEvent>();

        var answer = stream(heard);

        assertThat(answer.content()).isEqualTo("好第二个答案");
        assertThat(answer.reasoning()).isEqualTo("想一想");
        assertThat(answer.usage()).isEqualTo(Usage.of(1, 2, 3));
        assertThat(heard)
                .containsExactly(
                        new ChatEvent.Reasoning("想一想"), new ChatEvent.Message("好"), new ChatEvent.Message("第二个答案"));
    }

    @Test
    void tellsWhatTheBotWantsToBeCalled() {
        says("chat-requires-action");
        var heard = new ArrayList<ChatEvent>();

        var answer = stream(heard);

        assertThat(answer.finishReason()).isEqualTo("tool_calls");
        assertThat(answer.toolCalls()).containsExactly(new ToolCall("call_1", "weather", "{\"city\":\"杭州\"}"));
        assertThat(answer.usage()).isEqualTo(Usage.of(5, 4, 9));
        assertThat(heard).containsExactly(new ChatEvent.ToolCallPiece(0, "call_1", "weather", "{\"city\":\"杭州\"}"));
    }

    @Test
    void callsAChatThatFailsABusinessError() {
        says("chat-failed");
        says("chat-error");

        var failed = catchThrowableOfType(ProviderException.Business.class, () -> stream(new ArrayList<>()));
        var broken = catchThrowableOfType(ProviderException.Business.class, () -> stream(new ArrayList<>()));

        assertThat(failed.code()).isEqualTo("4011");
        assertThat(broken.code()).isEqualTo("5000");
    }

    @Test
    void triesAgainWhatWasRefusedBeforeTheBotHadBegun() {
        server.then(StubServer.json(200, "{\"code\":4013,\"msg\":\"model error\"}"))
                .then(StubServer.json(200, "{\"code\":4020,\"msg\":\"rpm\"}"));

        var model = catchThrowableOfType(ProviderException.ServerError.class, this::whole);
        var busy = catchThrowableOfType(ProviderException.RateLimited.class, this::whole);

        assertThat(model.retryable()).isTrue();
        assertThat(busy.retryable()).isTrue();
    }
}
