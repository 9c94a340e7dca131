package dev.serai.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.ChatProvider;
import dev.serai.provider.ChatProviderContract;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Recorded;
import dev.serai.provider.Sampling;
import dev.serai.provider.StubServer;
import dev.serai.vault.Secret;
import java.net.URI;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class OpenAiProviderTests extends ChatProviderContract {

    @Override
    protected ChatProvider provider(URI server, Secret key) {
        return new OpenAiProvider(new OpenAiProperties(server.resolve("/v1/"), key), new ObjectMapper());
    }

    @Override
    protected byte[] answer() {
        return Recorded.stream("openai", "answer");
    }

    @Override
    protected String wholeAnswer() {
        return """
                {"model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":{"role":"assistant","content":"你好，世界"},
                 "finish_reason":"stop"}],"usage":{"prompt_tokens":45,"completion_tokens":123,"total_tokens":168}}""";
    }

    @Override
    protected byte[] cutShort() {
        return Recorded.stream("openai", "cut-short");
    }

    @Test
    void asksInOpenAisWords() throws Exception {
        server.then(StubServer.sse(answer(), 8192));

        stream(new ArrayList<>());

        var call = server.calls().getFirst();
        assertThat(call.path()).isEqualTo("/v1/chat/completions");
        assertThat(call.authorization()).isEqualTo("Bearer sk-secret12345");
        assertThat(new ObjectMapper().readTree(call.body())).isEqualTo(new ObjectMapper().readTree("""
                {"model":"gpt-4o","messages":[{"role":"system","content":"简短"},{"role":"user","content":"你好"}],
                 "temperature":0.5,"max_tokens":100,"stream":true,"stream_options":{"include_usage":true}}"""));
    }

    @Test
    void takesTheModelsOwnDefaultsWhenTheRequestHasNone() {
        server.then(StubServer.json(200, wholeAnswer()));
        var target = new ChatTarget("gpt", TARGET.account(), "gpt-4o", Sampling.of(0.1, 7));

        provider().whole(target, ChatRequest.of("?"), spine.wire("stub"));

        assertThat(server.calls().getFirst().body())
                .contains("\"temperature\":0.1", "\"max_tokens\":7")
                .doesNotContain("stream");
    }

    @Test
    void neverSendsItsOwnKeyToAnotherEndpoint() {
        server.then(StubServer.json(200, wholeAnswer()));
        var elsewhere = new ChatTarget.Account("ollama", server.url(), Secret.none());
        var target = new ChatTarget("qwen", elsewhere, "qwen3");

        var answer = provider().whole(target, ChatRequest.of("?"), spine.wire("stub"));

        assertThat(provider(server.url(), Secret.none()).validateConfig(target)).isEmpty();
        assertThat(server.calls().getFirst().authorization()).isEqualTo("null");
        assertThat(server.calls().getFirst().path()).isEqualTo("/chat/completions");
        assertThat(answer.provider()).isEqualTo("ollama");
    }

    @Test
    void sendsTheKeyOfTheModel() {
        server.then(StubServer.json(200, wholeAnswer()));
        var own = new ChatTarget.Account("openai", null, Secret.of("own"));
        var target = new ChatTarget("gpt", own, "gpt-4o");

        provider().whole(target, ChatRequest.of("?"), spine.wire("stub"));

        assertThat(provider(server.url(), Secret.none()).validateConfig(target)).isEmpty();
        assertThat(server.calls().getFirst().authorization()).isEqualTo("Bearer own");
    }

    @Test
    void callsAnErrorHalfWayABusinessError() {
        server.then(StubServer.sse(Recorded.stream("openai", "error-half-way"), 8192));

        var error = catchThrowableOfType(ProviderException.Business.class, () -> stream(new ArrayList<>()));

        assertThat(error).hasMessage("Business error server_error: The server had an error");
    }

    @Test
    void callsAnErrorWithStatusTwoHundredABusinessError() {
        server.then(StubServer.json(200, "{\"error\":{\"code\":\"model_not_found\",\"message\":\"no\"}}"));

        var error = catchThrowableOfType(ProviderException.Business.class, this::whole);

        assertThat(error.code()).isEqualTo("model_not_found");
    }

    @Test
    void needsNoLastMarkWhenTheModelHasFinished() {
        server.then(StubServer.sse(Recorded.stream("openai", "no-last-mark"), 8192));

        assertThat(stream(new ArrayList<>()).finishReason()).isEqualTo("length");
    }

    @Test
    void callsAnAnswerWithoutAChoiceBroken() {
        server.then(StubServer.json(200, "{}"));

        assertThatThrownBy(this::whole).isInstanceOf(ProviderException.Broken.class);
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThatThrownBy(() -> new OpenAiProperties(URI.create("ftp://x"), Secret.none()))
                .hasMessageContaining("OPENAI_BASE_URL");
    }
}
