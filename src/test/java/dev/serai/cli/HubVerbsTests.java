package dev.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.HubTest;
import dev.serai.vault.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** The verbs that talk to a running hub. */
@HubTest
class HubVerbsTests {

    private static final String ECHO = """
            id: flow_echo
            name: 回声
            version: 1.0.0
            status: active
            triggerType: api
            nodes:
              - id: start
                nodeType: trigger_api
                data:
                  config: {inputSchema: {type: object, properties: {text: {type: string}}}}
              - id: say
                nodeType: set_variables
                data:
                  config: {assignments: {said: "{{text}}"}}
              - id: done
                nodeType: end
            connections:
              - {source: start, target: say}
              - {source: say, target: done}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final String url;

    HubVerbsTests(ServletWebServerApplicationContext server) {
        url = "http://127.0.0.1:" + server.getWebServer().getPort();
    }

    private int run(String... words) {
        var all = new java.util.ArrayList<>(java.util.List.of(words));
        all.add("--url=" + url);
        out.getBuffer().setLength(0);
        return Cli.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }

    @Test
    void publishesRunsRollsBackAndExports(@TempDir Path folder) throws IOException {
        var file = folder.resolve("echo.flow.yaml");

        Files.writeString(file, ECHO);
        assertThat(run("publish", file.toString(), "--by", "小王")).isZero();
        assertThat(out.toString()).isEqualTo("flow_echo 1.0.0 activated\n");

        assertThat(run("publish", file.toString())).isZero();
        assertThat(out.toString()).isEqualTo("flow_echo 1.0.0 unchanged\n");

        Files.writeString(file, ECHO.replace("{{text}}", "回声：{{text}}"));
        assertThat(run("import", folder.toString())).isZero();
        assertThat(out.toString()).isEqualTo("flow_echo 1.0.1 activated, 1.0.0 is retired\n");

        assertThat(run("run", "flow_echo", "--input", "{\"text\":\"你好\"}")).isZero();
        assertThat(out.toString()).contains("\"status\" : \"completed\"", "\"said\" : \"回声：你好\"");

        assertThat(run("rollback", "flow_echo", "1.0.0", "--by", "小王", "--why", "太吵"))
                .isZero();
        assertThat(run("export", "flow_echo")).isZero();
        assertThat(out.toString()).isEqualTo(ECHO);

        assertThat(run("diff", "flow_echo@1.0.0", "flow_echo@1.0.1")).isZero();
        assertThat(out.toString())
                .startsWith("~ node say config.assignments: {\"said\":\"{{text}}\"} -> {\"said\":\"回声：{{text}}\"}\n");
    }

    @Test
    void aRunThatFailsIsNoSuccess(@TempDir Path folder) throws IOException {
        var file = folder.resolve("failing.flow.yaml");
        var ending = "nodeType: end\n    data: {config: {status: failed}}";
        Files.writeString(file, ECHO.replace("flow_echo", "flow_failing").replace("nodeType: end", ending));

        assertThat(run("publish", file.toString())).isZero();
        assertThat(run("run", "flow_failing", "--input", "@" + Files.writeString(folder.resolve("in.json"), "{}")))
                .isEqualTo(1);

        assertThat(out.toString()).contains("\"status\" : \"failed\"");
    }

    @Test
    void tellsTheFaultsTheHubFinds(@TempDir Path folder) throws IOException {
        var file = folder.resolve("bad.flow.yaml");
        Files.writeString(file, ECHO.replace("flow_echo", "flow_bad").replace("nodeType: end", "nodeType: ende"));

        assertThat(run("publish", file.toString())).isEqualTo(1);

        assertThat(out.toString())
                .startsWith(file + ":16:15: [done] There is no node type 'ende' (did you mean 'end'?)");
    }

    @Test
    void saysWhatTheHubRefuses() {
        assertThat(run("rollback", "flow_translation", "9.9.9", "--by", "a", "--why", "b"))
                .isEqualTo(1);
        assertThat(run("run", "flow_nowhere")).isEqualTo(1);

        assertThat(err.toString()).contains("9.9.9", "flow_nowhere");
    }

    @Test
    void sealsAnewAndSaysUnderWhichKey() {
        assertThat(run("vault", "rotate")).isEqualTo(1);
        assertThat(err.toString()).contains("admin key");

        assertThat(run("vault", "rotate", "--admin-key=admin-key-of-the-tests")).isZero();

        assertThat(out.toString()).matches("(?s).*The newest key is [0-9a-f]{8}\\n");
        assertThat(out.toString()).doesNotContain("cannot be opened");
    }

    @Test
    void theHubServesTheSchemaTheCommandPrints() {
        Cli.run(new PrintWriter(out, true), new PrintWriter(err, true), "schema");

        assertThat(out.toString())
                .endsWith(new RemoteHub(URI.create(url), Secret.none()).text("/schemas/flow.schema.json") + "\n");
    }
}
