package dev.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.HubTest;
import dev.serai.vault.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** Runs of a hub, listed and made into tests by the command. */
@HubTest
class RecordTests {

    private static final String CALLBACK = "/api/robots/callback?robotId=demo&token=demo-token";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final String url;

    RecordTests(ServletWebServerApplicationContext server) {
        url = "http://127.0.0.1:" + server.getWebServer().getPort();
    }

    private int run(String... words) {
        var all = new java.util.ArrayList<>(java.util.List.of(words));
        if (!words[0].equals("test")) {
            all.add("--url=" + url);
        }
        out.getBuffer().setLength(0);
        return Cli.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }

    private String translated() throws IOException {
        assertThat(run("run", "flow_translation", "--input", "{\"text\":\"Hello World\"}"))
                .isZero();
        return JsonMapper.builder()
                .build()
                .readTree(out.toString())
                .path("runId")
                .asText();
    }

    @Test
    void aRecordedRunPassesAsTestAndTheFileKeepsItsText(@TempDir Path folder) throws IOException {
        var tests = folder.resolve("flow_translation.test.yaml");
        Files.copy(Path.of("routes/flows/flow_translation.flow.yaml"), folder.resolve("flow_translation.flow.yaml"));
        var before = Files.readString(Path.of("routes/flows/flow_translation.test.yaml")) + "\n# the end\n";
        Files.writeString(tests, before);
        var id = translated();

        assertThat(run("record", id, "--into", tests.toString())).isZero();

        assertThat(out.toString()).isEqualTo(tests + " holds 4 tests\n");
        assertThat(Files.readString(tests))
                .startsWith(before.substring(0, before.length() - "\n# the end\n".length()))
                .endsWith("# the end\n")
                .contains("as in run " + id);
        assertThat(run("test", tests.toString())).as(out.toString()).isZero();
        assertThat(out.toString()).contains("passed  flow_translation: as in run " + id, "4 of 4 tests passed");
    }

    @Test
    void aConversationIsRecordedWithItsCommands(@TempDir Path folder) throws IOException {
        Files.copy(
                Path.of("routes/flows/flow_message_routing.flow.yaml"),
                folder.resolve("flow_message_routing.flow.yaml"));
        var body = "{\"spoken\":\"我的订单到哪了？\",\"rawSpoken\":\"@小助手 我的订单到哪了？\",\"receivedName\":\"录音人\","
                + "\"groupName\":\"录音群\",\"roomType\":1,\"atMe\":\"true\",\"textType\":1}";
        new RemoteHub(URI.create(url), Secret.none()).post(CALLBACK, "application/json", body);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            run("runs", "--group", "录音群", "--status", "completed,failed");
            return out.toString().contains("flow_message_routing@");
        });
        var line = out.toString();
        var id = line.substring(0, 36);

        var tests = folder.resolve("flow_message_routing.test.yaml");
        assertThat(run("record", id, "--into", tests.toString())).isZero();

        assertThat(line).contains("completed");
        assertThat(run("test", tests.toString()))
                .as(out + Files.readString(tests))
                .isZero();
        assertThat(Files.readString(tests)).contains("commands:", "target: \"录音群\"");
    }

    @Test
    void saysWhatCannotBeListedOrRecorded(@TempDir Path folder) throws IOException {
        var flow = Files.writeString(folder.resolve("x.test.yaml"), "tests: [{name: x, expect: {}}]\n");
        var id = translated();

        assertThat(run("runs", "--status", "broken")).isEqualTo(1);
        assertThat(run("record", "0190b1a2-0000-7000-8000-000000000000")).isEqualTo(1);
        assertThat(run("record", id, "--into", flow.toString())).isEqualTo(1);
        assertThat(run("runs", "--sender", "nobody at all")).isZero();

        assertThat(err.toString())
                .contains("status: there is no 'broken'", "There is no run", "there is no line 'tests:'");
        assertThat(out.toString()).isEqualTo("There are no such runs\n");
        assertThat(Files.readString(flow)).isEqualTo("tests: [{name: x, expect: {}}]\n");
    }

    @Test
    void aTestIsAddedAsFarInAsTheOthersAndBeforeOtherKeys(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("x.test.yaml"), """
                # mine
                tests:
                - name: first   # as it is
                  expect: {}

                # the flow
                flow: y.flow.yaml
                """);

        var count = TestAppendix.append(file, "# y 1.0.0\ntests:\n  - name: \"second\"\n    expect: {}\n");

        assertThat(count).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo("""
                # mine
                tests:
                - name: first   # as it is
                  expect: {}
                # y 1.0.0
                - name: "second"
                  expect: {}

                # the flow
                flow: y.flow.yaml
                """);
        assertThatThrownBy(() -> TestAppendix.append(file, "tests:\n  - nme: \"third\"\n"))
                .hasMessageContaining("There is no setting 'nme'");
        assertThat(FlowTestFile.read(file).tests()).hasSize(2);
    }
}
