package dev.serai;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Finds the routes of the spine: in the folder {@code routes} beside the hub if there is one, so that they can be
 * edited, else those that were packed with it. {@code SERAI_ROUTES} names another place.
 */
class HouseEnvironment implements EnvironmentPostProcessor {

    private static final String ROUTES = "serai.routes";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var place = Files.isDirectory(Path.of("routes")) ? "file:routes" : "classpath:routes";
        environment.getPropertySources().addLast(new MapPropertySource("house", Map.of(ROUTES, place + "/*.camel.yaml")));
    }
}
