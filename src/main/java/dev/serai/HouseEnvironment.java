package dev.serai;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** What the hub finds around itself: the well-known environment variables, each of which sets a property. */
class HouseEnvironment implements EnvironmentPostProcessor {

    private static final Map<String, String> VARIABLES = Map.ofEntries(
            Map.entry("COZE_API_TOKEN", "serai.provider.coze.token"),
            Map.entry("COZE_OAUTH_FILE", "serai.provider.coze.oauth-file"),
            Map.entry("COZE_API_BASE_URL", "serai.provider.coze.base-url"),
            Map.entry("OPENAI_API_KEY", "serai.provider.openai.api-key"),
            Map.entry("OPENAI_BASE_URL", "serai.provider.openai.base-url"),
            Map.entry("AI_WORKFLOW_LOG_ENABLED", "serai.provider.log.enabled"),
            Map.entry("AI_WORKFLOW_LOG_RETENTION_DAYS", "serai.provider.log.retention-days"),
            Map.entry("WORKTOOL_URL", "serai.worktool.url"),
            Map.entry("WORKTOOL_ROBOT_ID", "serai.worktool.robots.main.robot-id"),
            Map.entry("WORKTOOL_TOKEN", "serai.worktool.robots.main.token"),
            Map.entry("WORKTOOL_ROBOT_NAME", "serai.worktool.robots.main.display-name"));

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
