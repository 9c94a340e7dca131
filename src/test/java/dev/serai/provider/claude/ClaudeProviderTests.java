package dev.serai.provider.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.ChatAnswer;
import dev.serai.provider.ChatEvent;
import dev.serai.provider.ChatProvider;
import dev.serai.provider.ChatProviderContract;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Recorded;
import dev.serai.provider.StubServer;
import dev.serai.provider.ToolCall;
import dev.serai.provider.Usage;
import dev.serai.vault.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaudeProviderTests extends ChatProviderContract {

    @Override
    protected ChatProvider provider(URI server, Secret key) {
        return new ClaudeProvider(new ClaudeProperties(server, key), new ObjectMapper());
    }

    @Override
    protected byte[] answer() {
        return Recorded.stream("claude", "answer");
    }

    @Override
    protected String wholeAnswer() {
        return Recorded.json("claude", "answer");
    }

    @Override
    protected byte[] cutShort() {
        return Recorded.stream("claude", "cut-short");
    }

    private ChatAnswer recorded(String name, List<ChatEvent> heard) {
        server.then(StubServer.sse(Recorded.stream("claude", name), 8192));
        return stream(heard);
    }

    @Test
    void knocksAsAnthropicWantsIt() {
        server.then(StubServer.sse(answer(), 8192));

        stream(new ArrayList<>());

        var call = server.calls().getFirst();
        var head = server.heads().getFirst();
        assertThat(call.path()).isEqualTo("/v1/messages");
        assertThat(head.header("x-api-key")).isEqualTo("sk-secret12345");
        assertThat(head.header("anthropic-version")).isEqualTo("2023-06-01");
        assertThat(head.header("anthropic-beta")).isEmpty();
        assertThat(head.header("Authorization")).isEmpty();
    }

    @Test
    void hearsCallsOfToolsInPieces() {
        var heard = new ArrayList<ChatEvent>();

        var answer = recorded("tools", heard);

        assertThat(answer.content()).isEqualTo("我查一下。");
        assertThat(answer.finishReason()).isEqualTo("tool_calls");
        assertThat(answer.toolCalls())
                .containsExactly(
                        new ToolCall("toolu_01T1x1fJ34qAmk2tNTrN7Up6", "get_weather", "{\"city\": \"北京\"}"),
                        new ToolCall("toolu_02", "now", "{}"));
        assertThat(heard)
                .containsExactly(
                        new ChatEvent.Message("我查一下。"),
                        new ChatEvent.ToolCallPiece(0, "toolu_01T1x1fJ34qAmk2tNTrN7Up6", "get_weather", ""),
                        new ChatEvent.ToolCallPiece(0, "", "", "{\"city\":"),
                        new ChatEvent.ToolCallPiece(0, "", "", " \"北京\"}"),
                        new ChatEvent.ToolCallPiece(1, "toolu_02", "now", ""),
                        new ChatEvent.ToolCallPiece(1, "", "", "{}"));
    }

    @Test
    void readsCallsAndThoughtsInOnePiece() {
        server.then(StubServer.json(200, Recorded.json("claude", "tools")));

        var answer = whole();

        assertThat(answer.reasoning()).isEqualTo("要查天气");
        assertThat(answer.content()).isEqualTo("我查一下。");
        assertThat(answer.toolCalls()).containsExactly(new ToolCall("toolu_01", "get_weather", "{\"city\":\"北京\"}"));
        assertThat(answer.usage()).isEqualTo(Usage.of(45, 7, 52).cached(30));
        assertThat(answer.model()).isEqualTo("claude-sonnet-4-5-20250929");
    }

    @Test
    void tellsThoughtsApartFromTheAnswer() {
        var heard = new ArrayList<ChatEvent>();

        var answer = recorded("thinking", heard);

        assertThat(answer.reasoning()).isEqualTo("27 乘 453，得 12231。");
        assertThat(answer.content()).isEqualTo("12231");
        assertThat(heard)
                .containsExactly(
                        new ChatEvent.Reasoning("27 乘 453，"),
                        new ChatEvent.Reasoning("得 12231。"),
                        new ChatEvent.Message("12231"));
    }

    @Test
    void tellsHeartbeatsCountsTheCacheAndPassesOverWhatItDoesNotKnow() {
        var heard = new ArrayList<ChatEvent>();

        var answer = recorded("ping", heard);

        assertThat(heard).containsExactly(new ChatEvent.Ping(), new ChatEvent.Message("好"));
        assertThat(answer.usage()).isEqualTo(Usage.of(45, 3, 48).cached(20));
        assertThat(answer.finishReason()).isEqualTo("length");
    }

    @Test
    void needsNoLastMarkWhenTheModelHasFinished() {
        assertThat(recorded("no-last-mark", new ArrayList<>()).finishReason()).isEqualTo("stop");
    }

    @Test
    void callsARefusalFiltered() {
        assertThat(recorded("refused", new ArrayList<>()).finishReason()).isEqualTo("content_filter");
    }

    @Test
    void doesNotWaitForMoreAfterTheLastMark() {
        server.then(StubServer.broken(new String(answer(), StandardCharsets.UTF_8)));

        assertThat(stream(new ArrayList<>()).content()).isEqualTo("你好，世界");
    }

    @Test
    void callsAnErrorHalfWayByItsTypeAndNeverTriesAgain() {
        server.then(StubServer.sse(Recorded.stream("claude", "error-half-way"), 8192))
                .then(StubServer.sse(Recorded.stream("claude", "rate-limit-half-way"), 8192));

        var overloaded = catchThrowableOfType(ProviderException.Business.class, () -> stream(new ArrayList<>()));
        var limited = catchThrowableOfType(ProviderException.RateLimited.class, () -> stream(new ArrayList<>()));

        assertThat(overloaded).hasMessage("Business error overloaded_error: Overloaded");
        assertThat(overloaded.retryable()).isFalse();
        assertThat(limited.code()).isEqualTo("rate_limit_error");
        assertThat(limited.retryAfter()).isEmpty();
    }

    @Test
    void translatesTheErrorsOfAnAnswerByTheirTypes() {
        assertThat(ClaudeErrors.of("authentication_error", "no")).isInstanceOf(ProviderException.Unauthorized.class);
        assertThat(ClaudeErrors.of("permission_error", "no")).isInstanceOf(ProviderException.Unauthorized.class);
        assertThat(ClaudeErrors.of("invalid_request_error", "no").code()).isEqualTo("http_400");
        assertThat(ClaudeErrors.of("not_found_error", "no").code()).isEqualTo("http_404");
        assertThat(ClaudeErrors.of("request_too_large", "no").code()).isEqualTo("http_413");
        assertThat(ClaudeErrors.of("api_error", "no").code()).isEqualTo("api_error");
    }

    @Test
    void callsAnOverloadedServerAServerError() {
        server.then(StubServer.json(529, Recorded.json("claude", "overloaded")));

        var error = catchThrowableOfType(ProviderException.ServerError.class, this::whole);

        assertThat(error.status()).isEqualTo(529);
    }

    @Test
    void hidesTheKeyInAnErrorWithStatusTwoHundred() {
        server.then(StubServer.json(
                200, "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"sk-secret12345 is odd\"}}"));

        assertThatThrownBy(this::whole)
                .isInstanceOf(ProviderException.Business.class)
                .hasMessage("Business error api_error: *** is odd");
    }

    @Test
    void callsAnAnswerWithoutContentBroken() {
        server.then(StubServer.json(200, "{}"));

        assertThatThrownBy(this::whole).isInstanceOf(ProviderException.Broken.class);
    }

    @Test
    void neverSendsItsOwnKeyToAnotherEndpoint() {
        server.then(StubServer.json(200, wholeAnswer()));
        var elsewhere = new ChatTarget.Account("proxy", server.url().resolve("/v1/"), Secret.none());
        var target = new ChatTarget("claude", elsewhere, "claude-sonnet-4-5");

        provider().whole(target, ChatRequest.of("?"), spine.wire("stub"));

        assertThat(provider(server.url(), Secret.none()).validateConfig(target)).isEmpty();
        assertThat(server.heads().getFirst().header("x-api-key")).isEmpty();
        assertThat(server.calls().getFirst().path()).isEqualTo("/v1/messages");
    }

    @Test
    void sendsTheKeyOfTheModel() {
        server.then(StubServer.json(200, wholeAnswer()));
        var own = new ChatTarget.Account("claude", null, Secret.of("own"));

        provider().whole(new ChatTarget("claude", own, "m"), ChatRequest.of("?"), spine.wire("stub"));

        assertThat(server.heads().getFirst().header("x-api-key")).isEqualTo("own");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThatThrownBy(() -> new ClaudeProperties(URI.create("ftp://x"), Secret.none()))
                .hasMessageContaining("ANTHROPIC_BASE_URL");
    }
}
