package dev.serai.provider;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** All connectors to models that the hub has, found as the hub finds them, without a setting. */
final class Connectors {

    private static final String THE_MODULE_ITSELF = "dev\\.serai\\.provider\\.[A-Z].*";

    private Connectors() {}

    /** No {@code @Configuration}: other tests must not find it. */
    @ConfigurationPropertiesScan("dev.serai.provider")
    @ComponentScan(
            basePackages = "dev.serai.provider",
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = THE_MODULE_ITSELF))
    static class Found {

        @Bean
        ObjectMapper json() {
            return new ObjectMapper();
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    static List<ChatProvider> all() {
        try (var beans = new AnnotationConfigApplicationContext()) {
            beans.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
            beans.register(Found.class);
            beans.refresh();
            return List.copyOf(beans.getBeansOfType(ChatProvider.class).values());
        }
    }
}
