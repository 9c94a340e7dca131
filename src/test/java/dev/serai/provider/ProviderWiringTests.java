package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.serai.TestDatabase;
import dev.serai.cache.CachesFixture;
import dev.serai.cache.KeyValueStore;
import dev.serai.vault.Vault;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The module as Spring and Camel put it together from the files in routes. */
@Isolated("hears what everybody says on the console")
class ProviderWiringTests {

    private final StubServer server = new StubServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @ConfigurationPropertiesScan
    @ComponentScan
    static class Hub {
        @Bean(destroyMethod = "")
        DataSource dataSource() {
            return TestDatabase.fresh();
        }

        @Bean
        Vault vault() {
            return Vault.of(List.of(Vault.newKey()));
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        KeyValueStore keyValueStore(Clock clock) {
            return CachesFixture.localStore(clock);
        }
    }

    private ConfigurableApplicationContext hub(String... settings) {
        return new SpringApplicationBuilder(Hub.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.config.location=optional:classpath:none/",
                        "spring.flyway.enabled=false",
                        "serai.sandbox.enabled=false",
                        "spring.main.banner-mode=off",
                        "camel.main.routes-include-pattern=classpath:routes/provider-*.camel.yaml",
                        "serai.provider.workflows.translation.workflow-id=73",
                        "serai.provider.models.gpt.model=gpt-4o",
                        "serai.provider.model-folder=src/test/resources/none",
                        "serai.provider.coze.base-url=" + server.url(),
                        "serai.provider.openai.base-url=" + server.url())
                .properties(settings)
                .run();
    }

    @Test
    void callsAndKeepsWhatItDid() {
        server.then(StubServer.sse(Recorded.stream("coze", "end-message"), 8192))
                .then(StubServer.sse(Recorded.stream("openai", "answer"), 8192));

        DataSource database;
        try (var hub = hub("serai.provider.coze.token=pat_1", "serai.provider.openai.api-key=sk-1")) {
            database = hub.getBean(DataSource.class);
            var workflow = hub.getBean(Workflows.class)
                    .run("translation", Map.of("input", "Hello World"), CallTag.none(), Workflows.Mode.STREAM);
            var model = hub.getBean(Models.class).chat("gpt", ChatRequest.of("hi"), CallTag.none(), event -> {});

            assertThat(workflow.content()).isEqualTo("{\"output\":\"你好，世界\"}");
            assertThat(model.content()).isEqualTo("你好，世界");
        }

        var rows = JdbcClient.create(database)
                .sql("select (select count(*) from provider.ai_workflow_logs)"
                        + " + 10 * (select count(*) from provider.ai_io_logs)")
                .query(Long.class)
                .single();
        assertThat(rows).isEqualTo(11);
    }

    @ParameterizedTest
    @CsvSource({"claude, claude-sonnet-4-5", "gemini, gemini-2.5-flash"})
    void findsTheConnectorOfAProtocol(String protocol, String model) {
        server.then(StubServer.sse(Recorded.stream(protocol, "answer"), 8192));

        try (var hub = hub(
                "serai.provider." + protocol + ".base-url=" + server.url(),
                "serai.provider." + protocol + ".api-key=k",
                "serai.provider.models.mine.protocol=" + protocol,
                "serai.provider.models.mine.model=" + model)) {
            var answer = hub.getBean(Models.class).chat("mine", ChatRequest.of("hi"), CallTag.none(), event -> {});

            assertThat(answer.content()).isEqualTo("你好，世界");
            assertThat(answer.provider()).isEqualTo(protocol);
        }
    }

    @Test
    void startsWithoutATokenAndSaysWhatIsMissing() {
        try (var console = new LogLines(KnownWorkflows.class);
                var hub = hub("logging.level.root=warn")) {

            var error = catchThrowableOfType(ProviderException.Unauthorized.class, () -> hub.getBean(Workflows.class)
                    .run("translation", Map.of(), CallTag.none(), Workflows.Mode.SYNC));

            assertThat(error).hasMessageContaining("COZE_API_TOKEN");
            assertThat(server.calls()).isEmpty();
            assertThat(console.lines())
                    .allMatch(line -> line.startsWith("WARN AI workflow translation cannot be run:"));
        }
    }
}
