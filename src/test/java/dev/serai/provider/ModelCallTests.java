package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("hears what everybody says on the console")
class ModelCallTests {

    private final Spine spine = Spine.calls();
    private final ScriptedModel provider = new ScriptedModel();
    private final LogLines console = new LogLines(ModelJournal.class);
    private final Calls calls = new Calls(
            spine.camel(),
            Map.of(
                    "serai.provider.models.gpt.model", "gpt-4o",
                    "serai.provider.models.local.model", "qwen3",
                    "serai.provider.models.local.base-url", "http://10.0.0.7:11434/v1",
                    "serai.provider.models.keyless.model", "none",
                    "serai.provider.log.enabled", "false"));
    private final Models models = calls.models(provider);

    @AfterEach
    void stop() {
        console.close();
        spine.close();
    }

    @Test
    void answersWhole() {
        provider.pieces("你", "好");

        var answer = models.chat("gpt", ChatRequest.of("hi"), CallTag.none());

        assertThat(answer.content()).isEqualTo("你好");
        assertThat(console.lines())
                .singleElement()
                .asString()
                .matches("INFO AI model completed: gpt \\(\\d+ms, 3 tokens\\)");
        assertThat(calls.meters
                        .get("serai.provider.calls")
                        .tags("kind", "model", "name", "gpt", "outcome", "success")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void tellsTheListenerEachPieceAndOneEnd() {
        provider.pieces("你", "好");
        var heard = new ArrayList<ChatEvent>();

        var answer = models.chat("gpt", ChatRequest.of("hi"), CallTag.none(), heard::add);

        assertThat(heard)
                .containsExactly(new ChatEvent.Message("你"), new ChatEvent.Message("好"), new ChatEvent.Done(answer));
    }

    @Test
    void tellsTheListenerOfAFailureAndSaysSo() {
        var failure = new ProviderException.Business("model_not_found", "no");
        provider.fails(failure);
        var heard = new ArrayList<ChatEvent>();

        assertThatThrownBy(() -> models.chat("gpt", ChatRequest.of("hi"), CallTag.none(), heard::add))
                .isSameAs(failure);

        assertThat(heard).containsExactly(new ChatEvent.Failed(failure));
        assertThat(console.lines()).containsExactly("ERROR AI model failed: gpt (Business error model_not_found: no)");
    }

    @Test
    void retriesAndSaysSo() {
        provider.fails(new ProviderException.ServerError(504, ""));

        assertThatThrownBy(() -> models.chat("gpt", ChatRequest.of("hi"), CallTag.none()))
                .isInstanceOf(ProviderException.ServerError.class);

        assertThat(console.lines())
                .startsWith(
                        "WARN AI model retry attempt 1/2: gpt (Server error 504)",
                        "WARN AI model retry attempt 2/2: gpt (Server error 504)");
    }

    @Test
    void endsWhenTheListenerGivesUp() {
        provider.pieces("你");

        assertThatThrownBy(() -> models.chat("gpt", ChatRequest.of("hi"), CallTag.none(), event -> {
                    throw new IllegalStateException("client gone");
                }))
                .hasMessage("client gone");

        assertThat(console.lines()).containsExactly("ERROR AI model failed: gpt (Aborted by IllegalStateException)");
    }

    @Test
    void callsAnEndpointOfItsOwnByItsAddress() {
        provider.pieces("好");

        assertThat(models.chat("local", ChatRequest.of("hi"), CallTag.none()).provider())
                .isEqualTo("10.0.0.7-11434");
    }

    @Test
    void refusesWhatIsNotConfiguredOrHasNoKey() {
        assertThat(models.names()).containsExactly("gpt", "keyless", "local");

        assertThatThrownBy(() -> models.chat("claude", ChatRequest.of("hi"), CallTag.none()))
                .isInstanceOf(ProviderException.UnknownModel.class)
                .hasMessage(
                        "Unknown model: 'claude'. Declare it in routes/models, in serai.provider.models or with POST"
                                + " /api/models");
        assertThatThrownBy(() -> models.chat("keyless", ChatRequest.of("hi"), CallTag.none()))
                .isInstanceOf(ProviderException.Unauthorized.class)
                .hasMessageContaining("OPENAI_API_KEY");
    }

    @Test
    void refusesARequestThatMakesNoSense() {
        assertThatThrownBy(() -> new ChatRequest(List.of(), Sampling.configured(), Tools.none()))
                .hasMessageStartingWith("messages:");
        var messages = List.of(new ChatMessage(Role.USER, "hi"));
        assertThatThrownBy(() -> new ChatRequest(messages, 2.5, null)).hasMessageStartingWith("temperature:");
        assertThatThrownBy(() -> new ChatRequest(messages, null, 0)).hasMessageStartingWith("maxTokens:");
    }
}
