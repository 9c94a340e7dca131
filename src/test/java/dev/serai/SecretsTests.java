package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.CallTag;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.Models;
import dev.serai.provider.ProviderException;
import dev.serai.provider.StubServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A key that is configured is sent to its provider, and is to be found nowhere else in the whole hub. */
@Isolated("hears what everybody says on the console")
@ExtendWith(OutputCaptureExtension.class)
class SecretsTests {

    /** Looks like no key of any provider, so that it is not hidden by its looks. */
    private static final String KEY = "hush.nobody-may-see.this-text";

    private static final String ANSWER = """
            {"choices":[{"message":{"content":"hi"},"finish_reason":"stop"}],
             "usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}""";

    private static final String ECHO = """
            {"error":{"message":"Incorrect API key provided: %s","code":"invalid_api_key"}}""".formatted(KEY);

    private static final List<String> PAGES = List.of(
            "/api/statistics/models",
            "/api/statistics/models/keyed",
            "/api/statistics/success-rates?kind=model",
            "/api/statistics/recent-errors?kind=model&name=keyed",
            "/api/statistics/slowest-calls?kind=model&name=keyed",
            "/api/vault",
            "/actuator/health",
            "/actuator/info",
            "/actuator/metrics/serai.provider.calls");

    private final StubServer provider = new StubServer();

    @AfterEach
    void stop() {
        provider.close();
    }

    private ConfigurableApplicationContext hub() {
        return new SpringApplicationBuilder(SeraiApplication.class)
                .initializers(new HubTest.Places())
                .run(
                        "--server.port=0",
                        "--serai.sandbox.enabled=true",
                        "--serai.sandbox.port=0",
                        "--serai.provider.models.keyed.model=gpt-keyed",
                        "--serai.provider.models.keyed.base-url=" + provider.url(),
                        "--serai.provider.models.keyed.api-key=" + KEY,
                        "--serai.node.secrets.crm=" + KEY,
                        "--serai.provider.coze.token=" + KEY);
    }

    /** All that a refused call tells its caller. */
    private static String refusal(Models models) {
        var tag = new CallTag(UUID.randomUUID(), "ask");
        var error =
                catchThrowableOfType(ProviderException.class, () -> models.chat("keyed", ChatRequest.of("hello"), tag));
        var trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        return error.code() + error.userText() + trace;
    }

    /** All settings, as text and as JSON. */
    private static List<String> settings(ConfigurableApplicationContext hub) throws Exception {
        var json = hub.getBean(ObjectMapper.class);
        var shown = new ArrayList<String>();
        for (var settings :
                hub.getBeansWithAnnotation(ConfigurationProperties.class).values()) {
            if (settings.getClass().getName().startsWith("dev.serai")) {
                shown.add(settings.toString());
                shown.add(json.writeValueAsString(settings));
            }
        }
        return shown;
    }

    private static List<String> rows(JdbcClient jdbc) {
        return jdbc.sql("select row_to_json(t)::text from provider.ai_io_logs t where model_name = 'keyed'")
                .query(String.class)
                .list();
    }

    @Test
    void aKeyIsSeenByItsProviderOnly(CapturedOutput console) throws Exception {
        provider.then(StubServer.json(200, ANSWER))
                .then(StubServer.json(401, ECHO))
                .then(StubServer.json(400, ECHO))
                .then(StubServer.json(200, ECHO));
        var seen = new ArrayList<String>();

        try (var hub = hub()) {
            var models = hub.getBean(Models.class);
            var jdbc = hub.getBean(JdbcClient.class);
            var api = new Hub((ServletWebServerApplicationContext) hub, hub.getEnvironment());
            seen.add(models.chat("keyed", ChatRequest.of("hello"), CallTag.none())
                    .toString());
            for (var i = 0; i < 3; i++) {
                seen.add(refusal(models));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> rows(jdbc).size() >= 4);
            PAGES.forEach(page -> seen.add(api.get(page).body()));
            seen.addAll(rows(jdbc));
            seen.addAll(settings(hub));
        }
        seen.add(console.getAll());

        assertThat(provider.calls())
                .extracting(StubServer.Call::authorization)
                .hasSizeGreaterThanOrEqualTo(4)
                .containsOnly("Bearer " + KEY);
        assertThat(seen.get(1)).contains("Incorrect API key provided: ***");
        assertThat(seen).anyMatch(text -> text.contains("\"apiKey\":\"***\""));
        assertThat(console.getAll()).contains("AI model completed: keyed", "AI model failed: keyed");
        assertThat(seen).hasSizeGreaterThan(20).allSatisfy(text -> assertThat(text)
                .doesNotContain(KEY));
    }
}
