package dev.serai.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.ChatProvider;
import dev.serai.provider.ChatTarget;
import dev.serai.vault.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

class DialectsTests {

    private static List<Dialect> dialects(Map<String, String> lines) {
        return Dialects.in(new Binder(new MapConfigurationPropertySource(lines)));
    }

    private static Dialect dialect(String protocol, Map<String, String> lines) {
        return dialects(lines).stream()
                .filter(dialect -> dialect.protocol().equals(protocol))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> problems(Dialect dialect) {
        var account = new ChatTarget.Account(dialect.protocol(), null, Secret.none());
        return new OpenAiProvider(dialect, new ObjectMapper()).validateConfig(new ChatTarget("m", account, "m"));
    }

    @Test
    void knowsWhereTheWellKnownServersAre() {
        assertThat(dialects(Map.of()))
                .extracting(dialect -> dialect.protocol() + " " + dialect.baseUrl() + " " + dialect.keyAt())
                .containsExactly(
                        "openai https://api.openai.com/v1 the environment variable OPENAI_API_KEY",
                        "ark https://ark.cn-beijing.volces.com/api/v3 the environment variable ARK_API_KEY",
                        "qwen https://dashscope.aliyuncs.com/compatible-mode/v1 the environment variable DASHSCOPE_API_KEY",
                        "deepseek https://api.deepseek.com/v1 the environment variable DEEPSEEK_API_KEY",
                        "ollama http://127.0.0.1:11434/v1 serai.provider.ollama.api-key");
    }

    @Test
    void saysWhichKeyIsMissingWhereOneIsNeeded() {
        assertThat(problems(dialect("deepseek", Map.of())))
                .containsExactly("There is no key for deepseek. Set the environment variable DEEPSEEK_API_KEY, or an"
                        + " api-key for the model 'm'.");
        assertThat(problems(dialect("deepseek", Map.of("serai.provider.deepseek.api-key", "sk-1"))))
                .isEmpty();
        assertThat(problems(dialect("ollama", Map.of()))).isEmpty();
    }

    @Test
    void aRowOfSettingsIsAnotherProvider() {
        var moonshot = dialect(
                "moonshot",
                Map.of(
                        "serai.provider.compatible.moonshot.base-url", "https://api.moonshot.cn/v1",
                        "serai.provider.compatible.moonshot.api-key", "sk-9"));
        var free = dialect(
                "local",
                Map.of(
                        "serai.provider.compatible.local.base-url", "http://10.0.0.7:8000/v1",
                        "serai.provider.compatible.local.key-needed", "false"));

        assertThat(moonshot.baseUrl()).isEqualTo(URI.create("https://api.moonshot.cn/v1"));
        assertThat(moonshot.apiKey().reveal()).isEqualTo("sk-9");
        assertThat(problems(moonshot)).isEmpty();
        assertThat(problems(free)).isEmpty();
    }

    @Test
    void eachRowIsAConnectorOfTheHub() {
        try (var hub = new AnnotationConfigApplicationContext()) {
            hub.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "test",
                            Map.of("serai.provider.compatible.moonshot.base-url", "https://api.moonshot.cn/v1")));
            hub.registerBean(ObjectMapper.class, () -> new ObjectMapper());
            hub.register(OpenAiConfiguration.class);
            hub.refresh();

            assertThat(hub.getBeansOfType(ChatProvider.class).values())
                    .extracting(ChatProvider::protocol)
                    .containsExactlyInAnyOrder("openai", "ark", "qwen", "deepseek", "ollama", "moonshot");
        }
    }

    @Test
    void refusesARowThatMakesNoSense() {
        assertThatThrownBy(() -> dialects(Map.of("serai.provider.openai.base-url", "ftp://x")))
                .hasMessage("base-url of openai: 'ftp://x' is not an http or https address; correct it");
        assertThatThrownBy(() -> dialects(Map.of("serai.provider.compatible.mine.api-key", "k")))
                .hasMessageStartingWith("serai.provider.compatible.mine.base-url: is missing");
        assertThatThrownBy(() -> dialects(Map.of("serai.provider.compatible.ark.base-url", "http://x")))
                .hasMessageContaining("set serai.provider.ark instead");
        assertThatThrownBy(() -> dialects(Map.of("serai.provider.compatible[My_Own].base-url", "http://x")))
                .hasMessageContaining("small letters");
    }
}
