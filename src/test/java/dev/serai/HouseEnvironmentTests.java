package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class HouseEnvironmentTests {

    private static StandardEnvironment house(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("variables", variables));
        new HouseEnvironment().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }

    @Test
    void readsTheWellKnownVariables() {
        var environment = house(
                Map.of("COZE_API_TOKEN", "pat_1", "COZE_OAUTH_FILE", "/run/coze.json", "WORKTOOL_ROBOT_NAME", "小助手"));

        assertThat(environment.getProperty("serai.provider.coze.token")).isEqualTo("pat_1");
        assertThat(environment.getProperty("serai.provider.coze.oauth-file")).isEqualTo("/run/coze.json");
        assertThat(environment.getProperty("serai.worktool.robots.main.display-name"))
                .isEqualTo("小助手");
    }

    @ParameterizedTest
    @CsvSource({
        "ANTHROPIC_API_KEY, serai.provider.claude.api-key",
        "ANTHROPIC_BASE_URL, serai.provider.claude.base-url",
        "GEMINI_API_KEY, serai.provider.gemini.api-key",
        "GEMINI_BASE_URL, serai.provider.gemini.base-url"
    })
    void readsTheVariablesOfEachVendor(String variable, String property) {
        assertThat(house(Map.of(variable, "x")).getProperty(property)).isEqualTo("x");
    }

    @Test
    void setsNothingForAVariableThatIsMissingOrBlank() {
        var environment = house(Map.of("COZE_API_TOKEN", " "));

        assertThat(environment.containsProperty("serai.provider.coze.token")).isFalse();
        assertThat(environment.containsProperty("serai.worktool.robots.main.token"))
                .isFalse();
    }

    @Test
    void whatIsConfiguredCountsMore() {
        var environment = house(Map.of("OPENAI_API_KEY", "sk-1", "serai.provider.openai.api-key", "sk-2"));

        assertThat(environment.getProperty("serai.provider.openai.api-key")).isEqualTo("sk-2");
    }

    @Test
    void givesEachProtocolTheKeyAndAddressOfItsVendor() {
        var environment = house(Map.of("DASHSCOPE_API_KEY", "sk-q", "ARK_BASE_URL", "https://ark.example.org/api/v3"));

        assertThat(environment.getProperty("serai.provider.qwen.api-key")).isEqualTo("sk-q");
        assertThat(environment.getProperty("serai.provider.ark.base-url")).isEqualTo("https://ark.example.org/api/v3");
    }
}
