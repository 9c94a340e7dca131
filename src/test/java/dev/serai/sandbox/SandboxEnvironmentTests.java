package dev.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

class SandboxEnvironmentTests {

    @Configuration
    static class Empty {}

    @Test
    void pointsTheHubToASandboxIfNothingIsConfigured() throws Exception {
        try (var hub = hub()) {
            var environment = hub.getEnvironment();
            var url = environment.getRequiredProperty("serai.sandbox.url");

            assertThat(environment.getProperty("serai.worktool.url")).isEqualTo(url);
            assertThat(environment.getProperty("serai.provider.coze.base-url")).isEqualTo(url);
            assertThat(environment.getProperty("serai.provider.openai.base-url"))
                    .isEqualTo(url + "/v1");
            assertThat(environment.getProperty("serai.provider.claude.base-url"))
                    .isEqualTo(url);
            assertThat(environment.getProperty("serai.provider.gemini.base-url"))
                    .isEqualTo(url);
            assertThat(environment.getProperty("serai.provider.coze.token")).startsWith("pat_");
            assertThat(environment.getProperty("serai.worktool.robots.demo.robot-id"))
                    .isEqualTo("wt_demo");
            assertThat(get(url + "/sandbox/robots"))
                    .contains("\"robotId\":\"wt_demo\"")
                    .contains("\"calledBack\":true");
        }
    }

    @Test
    void offersAnAddressThatAnswersForEachOfOpenAisRelatives() throws Exception {
        try (var hub = hub()) {
            var environment = hub.getEnvironment();

            for (var protocol : List.of("openai", "ark", "qwen", "deepseek", "ollama")) {
                var address = environment.getRequiredProperty("serai.provider." + protocol + ".base-url");
                var isOpen = protocol.equals("ollama");

                assertThat(get(address + "/models")).contains(isOpen ? "gpt-4o-mini" : "API key");
                assertThat(environment.containsProperty("serai.provider." + protocol + ".api-key"))
                        .isEqualTo(!isOpen);
            }
        }
    }

    @Test
    void closesTheSandboxWithTheHub() {
        var hub = hub();
        var url = hub.getEnvironment().getRequiredProperty("serai.sandbox.url");

        hub.close();

        assertThatThrownBy(() -> get(url + "/sandbox/robots")).isInstanceOf(ConnectException.class);
    }

    @Test
    void leavesTheRobotsAddressesOpenIfTheHubsPortIsNotKnown() throws Exception {
        try (var hub = hub("server.port=0")) {
            var url = hub.getEnvironment().getRequiredProperty("serai.sandbox.url");

            assertThat(get(url + "/sandbox/robots")).contains("\"calledBack\":false");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COZE_API_TOKEN",
                "COZE_OAUTH_FILE",
                "OPENAI_API_KEY",
                "ANTHROPIC_API_KEY",
                "GEMINI_API_KEY",
                "WORKTOOL_ROBOT_ID"
            })
    void staysAwayIfTheRealWorldIsConfigured(String credential) {
        try (var hub = hub(credential + "=x")) {
            assertThat(hub.getEnvironment().containsProperty("serai.worktool.url"))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"true,COZE_API_TOKEN=x,true", "false,other=x,false"})
    void doesAsItIsTold(boolean enabled, String other, boolean on) {
        try (var hub = hub("serai.sandbox.enabled=" + enabled, other)) {
            assertThat(hub.getEnvironment().containsProperty("serai.sandbox.url"))
                    .isEqualTo(on);
        }
    }

    @Test
    void whatIsConfiguredWinsOverWhatItOffers() {
        try (var hub = hub("serai.worktool.url=http://elsewhere")) {
            assertThat(hub.getEnvironment().getProperty("serai.worktool.url")).isEqualTo("http://elsewhere");
        }
    }

    @Test
    void saysWhichPortIsTakenAndWhatToDo() throws IOException {
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() ->
                            hub("serai.sandbox.port=" + taken.getLocalPort()).close())
                    .isInstanceOf(SandboxUnavailable.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("SERAI_SANDBOX_PORT");
        }
    }

    @Test
    void refusesAPortThatIsNone() {
        assertThatThrownBy(() -> hub("serai.sandbox.port=70000").close())
                .rootCause()
                .hasMessageContaining("70000 is no port");
    }

    @Test
    void mainTakesPortAndHost() {
        var options = SandboxMain.options("--port=1234", "--host=0.0.0.0");

        assertThat(options.port()).isEqualTo(1234);
        assertThat(options.host()).isEqualTo("0.0.0.0");
        assertThat(SandboxMain.options().port()).isEqualTo(8090);
        assertThatThrownBy(() -> SandboxMain.options("--what")).hasMessageContaining("--what: unknown");
    }

    @Test
    void optionsRefuseWhatMakesNoSense() {
        var options = SandboxOptions.defaults();

        assertThatThrownBy(() -> options.at("127.0.0.1", -1)).hasMessageContaining("port");
        assertThatThrownBy(() -> options.withKeep(0)).hasMessageContaining("keep");
        assertThatThrownBy(() -> options.withPerMinute(-1)).hasMessageContaining("perMinute");
    }

    private static ConfigurableApplicationContext hub(String... properties) {
        var application = new SpringApplication(Empty.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        var args = new ArrayList<>(List.of("--serai.sandbox.port=0"));
        for (var property : properties) {
            args.removeIf(arg -> property.startsWith("serai.sandbox.port"));
            args.add("--" + property);
        }
        return application.run(args.toArray(String[]::new));
    }

    private static String get(String url) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
