package dev.serai;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** What the hub finds around itself: the well-known environment variables, each of which sets a property. */
class HouseEnvironment implements EnvironmentPostProcessor {

    private static final Map<String, String> VARIABLES = Map.ofEntries(
            entry("COZE_API_TOKEN", "serai.provider.coze.token"),
            entry("COZE_OAUTH_FILE", "serai.provider.coze.oauth-file"),
            entry("COZE_API_BASE_URL", "serai.provider.coze.base-url"),
            entry("OPENAI_API_KEY", "serai.provider.openai.api-key"),
            entry("OPENAI_BASE_URL", "serai.provider.openai.base-url"),
            entry("ANTHROPIC_API_KEY", "serai.provider.claude.api-key"),
            entry("ANTHROPIC_BASE_URL", "serai.provider.claude.base-url"),
            entry("GEMINI_API_KEY", "serai.provider.gemini.api-key"),
            entry("GEMINI_BASE_URL", "serai.provider.gemini.base-url"),
            entry("ARK_API_KEY", "serai.provider.ark.api-key"),
            entry("ARK_BASE_URL", "serai.provider.ark.base-url"),
            entry("DASHSCOPE_API_KEY", "serai.provider.qwen.api-key"),
            entry("DASHSCOPE_BASE_URL", "serai.provider.qwen.base-url"),
            entry("DEEPSEEK_API_KEY", "serai.provider.deepseek.api-key"),
            entry("DEEPSEEK_BASE_URL", "serai.provider.deepseek.base-url"),
            entry("OLLAMA_BASE_URL", "serai.provider.ollama.base-url"),
            entry("AI_WORKFLOW_LOG_ENABLED", "serai.provider.log.enabled"),
            entry("AI_WORKFLOW_LOG_RETENTION_DAYS", "serai.provider.log.retention-days"),
            entry("WORKTOOL_URL", "serai.worktool.url"),
            entry("WORKTOOL_ROBOT_ID", "serai.worktool.robots.main.robot-id"),
            entry("WORKTOOL_TOKEN", "serai.worktool.robots.main.token"),
            entry("WORKTOOL_ROBOT_NAME", "serai.worktool.robots.main.display-name"));

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var found = new HashMap<String, Object>();
        VARIABLES.forEach((variable, property) -> {
            var value = environment.getProperty(variable);
            if (value != null && !value.isBlank()) {
                found.put(property, value);
            }
        });
        environment.getPropertySources().addLast(new MapPropertySource("house", found));
    }
}
