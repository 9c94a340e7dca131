package dev.serai.provider.gemini;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiProviderTests extends ChatProviderContract {

    @Override
    protected ChatProvider provider(URI server, Secret key) {
        return new GeminiProvider(new GeminiProperties(server, key), new ObjectMapper());
    }

    @Override
    protected byte[] answer() {
        return Recorded.stream("gemini", "answer");
    }

    @Override
    protected String wholeAnswer() {
        return Recorded.json("gemini", "answer");
    }

    @Override
    protected byte[] cutShort() {
        return Recorded.stream("gemini", "cut-short");
    }

    private ChatAnswer recorded(String name, List<ChatEvent> heard) {
        server.then(StubServer.sse(Recorded.stream("gemini", name), 8192));
        return stream(heard);
    }

    @Test
    void asksForAStreamWithTheKeyInAHeaderOnly() {
        server.then(StubServer.sse(answer(), 8192));

        stream(new ArrayList<>());

        var call = server.calls().getFirst();
        var head = server.heads().getFirst();
        assertThat(call.path()).isEqualTo("/v1beta/models/gpt-4o:streamGenerateContent");
        assertThat(head.query()).isEqualTo("alt=sse");
        assertThat(head.header("x-goog-api-key")).isEqualTo("sk-secret12345");
        assertThat(call.body()).doesNotContain("secret12345");
    }

    @ParameterizedTest
    @CsvSource({
        "gemini-2.5-flash, /, '', /v1beta/models/gemini-2.5-flash:generateContent",
        "tunedModels/mine, /v1beta/, '', /v1beta/tunedModels/mine:generateContent",
        "models/gemini-3-pro, /, v1, /v1/models/gemini-3-pro:generateContent"
    })
    void asksInOnePieceAtTheModelsPlace(String model, String base, String version, String path) {
        server.then(StubServer.json(200, wholeAnswer()));
        var account = new ChatTarget.Account(
                "proxy", server.url().resolve(base), Secret.none(), Map.of("api_version", version));

        provider().whole(new ChatTarget("gemini", account, model), ChatRequest.of("?"), spine.wire("stub"));

        assertThat(server.calls().getFirst().path()).isEqualTo(path);
        assertThat(server.heads().getFirst().header("x-goog-api-key")).isEmpty();
    }

    @Test
    void hearsCallsOfFunctions() {
        var heard = new ArrayList<ChatEvent>();

        var answer = recorded("tools", heard);

        var weather = answer.toolCalls().getFirst();
        assertThat(answer.content()).isEqualTo("我查一下。");
        assertThat(answer.finishReason()).isEqualTo("tool_calls");
        assertThat(answer.usage()).isEqualTo(Usage.of(45, 73, 118));
        assertThat(weather.id()).matches("call_[0-9a-f]{32}");
        assertThat(weather.name()).isEqualTo("get_weather");
        assertThat(weather.arguments()).isEqualTo("{\"city\":\"北京\"}");
        assertThat(answer.toolCalls().getLast()).isEqualTo(new ToolCall("fc-7", "now", "{}"));
        assertThat(heard)
                .containsExactly(
                        new ChatEvent.Message("我查一下。"),
                        new ChatEvent.ToolCallPiece(0, weather.id(), "get_weather", "{\"city\":\"北京\"}"),
                        new ChatEvent.ToolCallPiece(1, "fc-7", "now", "{}"));
    }

    @Test
    void tellsThoughtsApartFromTheAnswerAndCountsThem() {
        var heard = new ArrayList<ChatEvent>();

        var answer = recorded("thinking", heard);

        assertThat(answer.reasoning()).isEqualTo("27 乘 453，得 12231。");
        assertThat(answer.content()).isEqualTo("12231");
        assertThat(answer.usage()).isEqualTo(Usage.of(45, 66, 111).cached(40));
        assertThat(answer.model()).isEqualTo("gemini-2.5-flash");
        assertThat(heard)
                .containsExactly(
                        new ChatEvent.Reasoning("27 乘 453，"),
                        new ChatEvent.Reasoning("得 12231。"),
                        new ChatEvent.Message("12231"));
    }

    @Test
    void callsABlockedQuestionFiltered() {
        var answer = recorded("blocked", new ArrayList<>());

        assertThat(answer.finishReason()).isEqualTo("content_filter");
        assertThat(answer.content()).isEmpty();
        assertThat(answer.usage().input()).isEqualTo(9);
    }

    @Test
    void callsAnAnswerStoppedForSafetyFiltered() {
        var answer = recorded("stopped-for-safety", new ArrayList<>());

        assertThat(answer.finishReason()).isEqualTo("content_filter");
        assertThat(answer.content()).isEqualTo("你");
    }

    @Test
    void callsACallThatWentWrongABusinessError() {
        var error = catchThrowableOfType(
                ProviderException.Business.class, () -> recorded("malformed-call", new ArrayList<>()));

        assertThat(error.code()).isEqualTo("MALFORMED_FUNCTION_CALL");
    }

    @Test
    void takesAnAnswerThatHadNoTokensLeftForWords() {
        server.then(StubServer.json(200, Recorded.json("gemini", "out-of-tokens")));

        var answer = whole();

        assertThat(answer.content()).isEmpty();
        assertThat(answer.finishReason()).isEqualTo("length");
        assertThat(answer.usage()).isEqualTo(Usage.of(4, 12, 16));
    }

    @Test
    void callsAnErrorHalfWayABusinessError() {
        server.then(StubServer.sse(Recorded.stream("gemini", "error-half-way"), 8192))
                .then(StubServer.sse(
                        "data: {\"error\":{\"code\":429,\"message\":\"slow\",\"status\":\"RESOURCE_EXHAUSTED\"}}\n\n"))
                .then(StubServer.sse(
                        "data: {\"error\":{\"code\":401,\"message\":\"no\",\"status\":\"UNAUTHENTICATED\"}}\n\n"));

        var overloaded = catchThrowableOfType(ProviderException.Business.class, () -> stream(new ArrayList<>()));
        var limited = catchThrowableOfType(ProviderException.RateLimited.class, () -> stream(new ArrayList<>()));
        assertThatThrownBy(() -> stream(new ArrayList<>())).isInstanceOf(ProviderException.Unauthorized.class);

        assertThat(overloaded)
                .hasMessage("Business error UNAVAILABLE: The model is overloaded. Please try again later.");
        assertThat(limited.retryAfter()).isEmpty();
    }

    @Test
    void knowsAWrongKeyByItsReason() {
        var refusal = Recorded.json("gemini", "wrong-key");
        server.then(StubServer.json(400, refusal)).then(StubServer.json(400, "[" + refusal + "]"));

        var error = catchThrowableOfType(ProviderException.Unauthorized.class, this::whole);
        var listed = catchThrowableOfType(ProviderException.Unauthorized.class, this::whole);

        assertThat(error).hasMessageContaining("API key not valid");
        assertThat(listed).hasMessageContaining("API key not valid");
    }

    @Test
    void waitsAsLongAsTheDetailsOfARefusalSay() {
        server.then(StubServer.json(429, Recorded.json("gemini", "out-of-quota")));

        var error = catchThrowableOfType(ProviderException.RateLimited.class, this::whole);

        assertThat(error.retryAfter()).contains(Duration.ofMillis(37_826));
    }

    @Test
    void callsAnAnswerWithoutACandidateBroken() {
        server.then(StubServer.json(200, "{}"));

        assertThatThrownBy(this::whole).isInstanceOf(ProviderException.Broken.class);
    }

    @ParameterizedTest
    @CsvSource({"../x", "a?key=b", "a/b/c", "模型"})
    void refusesAModelThatIsNoName(String model) {
        var target = new ChatTarget("gemini", TARGET.account(), model);

        assertThat(provider().validateConfig(target))
                .singleElement()
                .asString()
                .startsWith("Model 'gemini', option model: '" + model + "'");
        assertThatThrownBy(() -> provider().whole(target, ChatRequest.of("?"), spine.wire("stub")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThatThrownBy(() -> new GeminiProperties(URI.create("ftp://x"), Secret.none()))
                .hasMessageContaining("GEMINI_BASE_URL");
    }
}
