package dev.serai.provider.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.ChatMessage;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.ChatTarget;
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

class ClaudeRequestTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static ChatTarget target(Map<String, String> options) {
        var account = new ChatTarget.Account("claude", null, Secret.of("k"), options);
        return new ChatTarget("claude", account, "claude-sonnet-4-5");
    }

    private static JsonNode written(ChatRequest request, Map<String, String> options) {
        return new ClaudeRequest(JSON).of(target(options), request, false);
    }

    private static JsonNode golden(String name) throws JsonProcessingException {
        return JSON.readTree(Recorded.json("claude", name));
    }

    @Test
    void writesAPlainTalkWithTheSystemPromptApart() throws Exception {
        var request = new ChatRequest(
                List.of(new ChatMessage(Role.SYSTEM, "简短"), new ChatMessage(Role.USER, "你好")), 0.5, 100);
        var target = new ChatTarget("gpt", target(Map.of()).account(), "gpt-4o");

        assertThat(new ClaudeRequest(JSON).of(target, request, true).toPrettyString())
                .isEqualTo(golden("request-plain").toPrettyString());
    }

    @Test
    void writesImages() throws Exception {
        assertThat(written(Talks.images(), Map.of()).toPrettyString())
                .isEqualTo(golden("request-images").toPrettyString());
    }

    @Test
    void writesToolsTheirCallsAndTheirResultsInAlternatingTurns() throws Exception {
        assertThat(written(Talks.tools(), Map.of()).toPrettyString())
                .isEqualTo(golden("request-tools").toPrettyString());
    }

    @Test
    void thinksWithABudgetOnTopOfTheAnswerAndWithoutATemperature() throws Exception {
        var sampling = new Sampling(0.3, 100, 0.9, List.of("。", "！"), true);

        assertThat(written(Talks.wishing(sampling), Map.of("thinking_budget", "2048"))
                        .toPrettyString())
                .isEqualTo(golden("request-thinking").toPrettyString());
    }

    @Test
    void thinksAsTheModelThinksFit() {
        var body = written(ChatRequest.of("?"), Map.of("thinking_budget", "adaptive", "effort", "high"));

        assertThat(body.path("thinking").toString()).isEqualTo("{\"type\":\"adaptive\",\"display\":\"summarized\"}");
        assertThat(body.path("output_config").toString()).isEqualTo("{\"effort\":\"high\"}");
        assertThat(body.path("max_tokens").asInt()).isEqualTo(4096);
    }

    @Test
    void doesNotThinkWithABudgetWhereTheVendorForbidsIt() {
        var budget = Map.of("thinking_budget", "2048");

        assertThat(written(Talks.offering(Tools.Choice.REQUIRED), budget).has("thinking"))
                .isFalse();
        assertThat(written(Talks.tools(), budget).has("thinking")).isFalse();
        assertThat(written(Talks.offering(Tools.Choice.AUTO), budget).has("thinking"))
                .isTrue();
        assertThat(written(Talks.tools(), Map.of("thinking_budget", "adaptive")).has("thinking"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"AUTO,auto", "NONE,none", "REQUIRED,any", "NAMED,tool"})
    void saysWhetherAToolIsToBeCalled(Tools.Choice choice, String type) {
        var body = written(Talks.offering(choice), Map.of());

        assertThat(body.path("tool_choice").path("type").asText()).isEqualTo(type);
        assertThat(body.path("tool_choice").has("name")).isEqualTo(choice == Tools.Choice.NAMED);
    }

    @Test
    void takesTheBoundOfTheAnswerFromWhoeverSaysOneFirst() {
        var options = Map.of("max_tokens", "9");
        var modest = new ChatTarget("claude", target(options).account(), "m", Sampling.of(null, 7));

        assertThat(written(ChatRequest.of("?"), Map.of()).path("max_tokens").asInt())
                .isEqualTo(4096);
        assertThat(written(ChatRequest.of("?"), options).path("max_tokens").asInt())
                .isEqualTo(9);
        assertThat(new ClaudeRequest(JSON)
                        .of(modest, ChatRequest.of("?"), false)
                        .path("max_tokens")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void keepsTheTemperatureInClaudesRangeOrToItself() {
        var wild = Talks.wishing(new Sampling(1.7, null, 0.9, List.of(), false));
        var narrow = Talks.wishing(new Sampling(null, null, 0.9, List.of(), false));

        assertThat(written(wild, Map.of()).path("temperature").asDouble()).isEqualTo(1);
        assertThat(written(wild, Map.of()).has("top_p")).isFalse();
        assertThat(written(narrow, Map.of()).path("top_p").asDouble()).isEqualTo(0.9);
        assertThat(written(wild, Map.of("sampling", "false")).has("temperature"))
                .isFalse();
        assertThat(written(narrow, Map.of("sampling", "false")).has("top_p")).isFalse();
        assertThat(written(wild, Map.of("top_k", "40")).path("top_k").asInt()).isEqualTo(40);
    }

    @Test
    void letsTheUserBegin() {
        var request = Talks.of(new ChatMessage(Role.ASSISTANT, "您好"), new ChatMessage(Role.USER, "在吗"));

        assertThat(written(request, Map.of()).path("messages").findValuesAsText("role"))
                .containsExactly("user", "assistant", "user");
    }

    @ParameterizedTest
    @CsvSource({
        "thinking_budget, 100",
        "thinking_budget, much",
        "max_tokens, 0",
        "version, 'a\r\nb'",
        "beta, <b>",
        "by_bedrock, true",
        "top_k, -1",
        "sampling, maybe"
    })
    void saysWhichOptionIsWrong(String option, String value) {
        var provider = new ClaudeProvider(new ClaudeProperties(URI.create("http://x"), Secret.of("k")), JSON);

        assertThat(provider.validateConfig(target(Map.of(option, value))))
                .singleElement()
                .asString()
                .startsWith("Model 'claude', option " + option + ": '" + value + "'");
    }

    @Test
    void takesVersionAndBetaFromTheOptions() {
        var options = ClaudeOptions.of(target(Map.of("version", "2024-01-01", "beta", "a-1,b-2")));

        assertThat(options.version()).isEqualTo("2024-01-01");
        assertThat(options.beta()).isEqualTo("a-1,b-2");
    }
}
