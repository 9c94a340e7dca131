package dev.serai.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.ChatMessage;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Recorded;
import dev.serai.provider.Role;
import dev.serai.provider.Sampling;
import dev.serai.provider.Talks;
import dev.serai.provider.Tools;
import dev.serai.vault.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiRequestTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static ChatTarget target(String model, Map<String, String> options) {
        return new ChatTarget("gemini", new ChatTarget.Account("gemini", null, Secret.of("k"), options), model);
    }

    private static JsonNode written(ChatRequest request, Map<String, String> options) {
        return new GeminiRequest(JSON).of(target("gemini-3-pro", options), request);
    }

    private static String golden(String name) throws JsonProcessingException {
        return JSON.readTree(Recorded.json("gemini", name)).toPrettyString();
    }

    @Test
    void writesAPlainTalkWithTheSystemInstructionApart() throws Exception {
        var request = new ChatRequest(
                List.of(new ChatMessage(Role.SYSTEM, "简短"), new ChatMessage(Role.USER, "你好")), 0.5, 100);

        assertThat(written(request, Map.of()).toPrettyString()).isEqualTo(golden("request-plain"));
    }

    @Test
    void writesImages() throws Exception {
        assertThat(written(Talks.images(), Map.of()).toPrettyString()).isEqualTo(golden("request-images"));
    }

    @Test
    void writesFunctionsTheirCallsAndTheirResultsInAlternatingTurns() throws Exception {
        assertThat(written(Talks.tools(), Map.of()).toPrettyString()).isEqualTo(golden("request-tools"));
    }

    @Test
    void thinksOnTopOfTheAnswerAndAnswersInJson() throws Exception {
        var request = Talks.wishing(new Sampling(null, 100, 0.9, List.of("。"), true));
        var options = Map.of("include_thoughts", "true", "thinking_budget", "512");

        assertThat(written(request, options).toPrettyString()).isEqualTo(golden("request-thinking"));
    }

    @Test
    void signsNothingForModelsThatAskForNoSignature() {
        var body = new GeminiRequest(JSON).of(target("gemini-2.5-flash", Map.of()), Talks.tools());

        assertThat(body.findValues("functionCall")).hasSize(2);
        assertThat(body.findValues("thoughtSignature")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"AUTO,AUTO", "NONE,NONE", "REQUIRED,ANY", "NAMED,ANY"})
    void saysWhetherAFunctionIsToBeCalled(Tools.Choice choice, String mode) {
        var calling =
                written(Talks.offering(choice), Map.of()).path("toolConfig").path("functionCallingConfig");

        assertThat(calling.path("mode").asText()).isEqualTo(mode);
        assertThat(calling.has("allowedFunctionNames")).isEqualTo(choice == Tools.Choice.NAMED);
    }

    @Test
    void asksForJsonInWordsWhereFunctionsAreOffered() {
        var talk = Talks.offering(Tools.Choice.AUTO);
        var request = new ChatRequest(talk.messages(), new Sampling(null, null, null, List.of(), true), talk.tools());

        var body = written(request, Map.of());

        assertThat(body.has("generationConfig")).isFalse();
        assertThat(body.path("systemInstruction").toString()).contains("one JSON object");
    }

    @Test
    void leavesTheAmountOfThoughtsToTheModelOrSwitchesThemOff() {
        var request = new ChatRequest(List.of(new ChatMessage(Role.USER, "?")), null, 10);

        var free = written(request, Map.of("thinking_budget", "-1")).path("generationConfig");
        var none = written(request, Map.of("thinking_budget", "0")).path("generationConfig");

        assertThat(free.path("thinkingConfig").path("thinkingBudget").asInt()).isEqualTo(-1);
        assertThat(free.path("maxOutputTokens").asInt()).isEqualTo(10);
        assertThat(none.path("thinkingConfig").toString())
                .isEqualTo("{\"includeThoughts\":false,\"thinkingBudget\":0}");
    }

    @Test
    void weighsWordsAsTheOptionsSay() {
        var options = Map.of("top_k", "40", "frequency_penalty", "0.5", "presence_penalty", "-1", "backend", "1");

        assertThat(written(ChatRequest.of("?"), options)
                        .path("generationConfig")
                        .toString())
                .isEqualTo("{\"topK\":40,\"frequencyPenalty\":0.5,\"presencePenalty\":-1.0}");
    }

    @Test
    void letsTheUserBegin() {
        var request = Talks.of(new ChatMessage(Role.ASSISTANT, "您好"), new ChatMessage(Role.USER, "在吗"));

        assertThat(written(request, Map.of()).path("contents").findValuesAsText("role"))
                .containsExactly("user", "model", "user");
    }

    @Test
    void refusesAResultOfACallThatIsNotInTheTalk() {
        var request = Talks.of(new ChatMessage(Role.TOOL, "晴", List.of(), List.of(), "call_9"));

        var error = catchThrowableOfType(ProviderException.BadRequest.class, () -> written(request, Map.of()));

        assertThat(error).hasMessageContaining("messages: a tool answers a call that is not in the talk");
    }

    @ParameterizedTest
    @CsvSource({
        "thinking_budget, -2",
        "thinking_budget, much",
        "include_thoughts, yes",
        "top_k, 1.5",
        "frequency_penalty, 3",
        "backend, 2",
        "api_version, v1/../x",
    })
    void saysWhichOptionIsWrong(String option, String value) {
        var provider = new GeminiProvider(new GeminiProperties(URI.create("http://x"), Secret.of("k")), JSON);

        assertThat(provider.validateConfig(target("gemini-3-pro", Map.of(option, value))))
                .singleElement()
                .asString()
                .startsWith("Model 'gemini', option " + option + ": '" + value + "'");
    }
}
