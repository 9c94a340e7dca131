package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@Isolated("hears what everybody says on the console")
@ExtendWith(OutputCaptureExtension.class)
class FlowFolderTests {

    private static final String CHANGED = TestFlows.GREETING.replace("你好", "您好");
    private static final String BAD =
            CHANGED.replace("nodeType: end", "nodeType: edn").replace("{{userName", "{{context.usrName");

    private final FlowsFixture fixture = new FlowsFixture();
    private Instant saved = Instant.parse("2026-01-01T08:00:00Z");
    private FlowFolder folder;

    @TempDir
    private Path files;

    @BeforeEach
    void start() {
        save("greeting.flow.yaml", TestFlows.GREETING);
        save("notes.txt", "no flow");
        folder = folder("1h");
        folder.start();
    }

    @AfterEach
    void stop() {
        folder.destroy();
        fixture.close();
    }

    @Test
    void publishesWhatIsThereAtTheStart() {
        assertThat(version("flow_greeting")).contains("1.0.0");
        assertThat(fixture.flows.allActive()).hasSize(1);
        assertThat(folder.faults()).isEmpty();
    }

    @Test
    void takesASavedChangeOnceItLooksTheSameTwice() {
        save("greeting.flow.yaml", CHANGED);

        folder.lookAgain();
        assertThat(version("flow_greeting")).contains("1.0.0");

        folder.lookAgain();
        assertThat(version("flow_greeting")).contains("1.0.1");
    }

    @Test
    void takesNoHarmFromAHalfWrittenFile() {
        save("greeting.flow.yaml", CHANGED.substring(0, CHANGED.length() / 2));
        folder.lookAgain();
        save("greeting.flow.yaml", CHANGED);
        folder.lookAgain();

        assertThat(folder.faults()).isEmpty();
        assertThat(version("flow_greeting")).contains("1.0.0");

        folder.lookAgain();
        assertThat(version("flow_greeting")).contains("1.0.1");
    }

    @Test
    void tellsABadChangeOnceWithEveryFaultAndKeepsTheOldVersion(CapturedOutput output) {
        save("greeting.flow.yaml", BAD);

        settle();
        settle();

        assertThat(version("flow_greeting")).contains("1.0.0");
        assertThat(folder.faults()).hasSize(2).allMatch(fault -> fault.file().endsWith("greeting.flow.yaml"));
        assertThat(output.getOut().split("ERROR", -1)).hasSize(2);
        assertThat(output)
                .contains("greeting.flow.yaml has 2 faults and changes nothing:")
                .contains(
                        "greeting.flow.yaml:13:24: [reply] The context has no field 'usrName' (did you mean 'userName'?)")
                .contains("greeting.flow.yaml:15:15: [done] There is no node type 'edn' (did you mean 'end'?)");
    }

    @Test
    void clearsTheFaultsOfAFileThatIsMended() {
        save("greeting.flow.yaml", BAD);
        settle();
        save("greeting.flow.yaml", CHANGED);

        settle();

        assertThat(folder.faults()).isEmpty();
        assertThat(version("flow_greeting")).contains("1.0.1");
    }

    @Test
    void publishesANewFile() {
        save("other.flow.yml", TestFlows.GREETING.replace("flow_greeting", "flow_other"));
        save("design.flow.json", TestFlows.resource("design.flow.json"));

        settle();

        assertThat(version("flow_other")).contains("1.0.0");
        assertThat(version("flow_standard_reply")).contains("2.0.0");
    }

    @Test
    void forgetsTheFaultsOfAFileThatIsGoneAndKeepsItsFlow() throws IOException {
        save("greeting.flow.yaml", BAD);
        settle();
        Files.delete(files.resolve("greeting.flow.yaml"));

        settle();

        assertThat(folder.faults()).isEmpty();
        assertThat(version("flow_greeting")).contains("1.0.0");
    }

    @Test
    void tellsAFileThatIsNoText() throws IOException {
        Files.write(files.resolve("gbk.flow.yaml"), "name: 问候".getBytes("GBK"));
        save("other.flow.yml", TestFlows.GREETING.replace("flow_greeting", "flow_other"));

        settle();

        assertThat(folder.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.file()).endsWith("gbk.flow.yaml");
            assertThat(fault.message()).startsWith("The file cannot be read: ");
            assertThat(fault.hint()).isEqualTo("save it as UTF-8, readable");
        });
        assertThat(version("flow_other")).isPresent();
    }

    @Test
    void aRollBackSurvivesARestart() {
        save("greeting.flow.yaml", CHANGED);
        settle();
        fixture.flows.activate("flow_greeting", new Semver(1, 0, 0), "李工", "回滚");

        restart();
        assertThat(version("flow_greeting")).contains("1.0.0");

        save("greeting.flow.yaml", CHANGED.replace("您好", "早上好"));
        restart();
        assertThat(version("flow_greeting")).contains("1.0.2");
    }

    @Test
    void watchesByItself() {
        folder.destroy();
        folder = folder("50ms");
        folder.start();

        save("greeting.flow.yaml", CHANGED);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> version("flow_greeting").equals(Optional.of("1.0.1")));
    }

    @Test
    void tellsAFolderThatWentAwayOnce(CapturedOutput output) throws IOException {
        folder.destroy();
        folder = folder("50ms");
        folder.start();

        Files.delete(files.resolve("greeting.flow.yaml"));
        Files.delete(files.resolve("notes.txt"));
        Files.delete(files);

        await().atMost(Duration.ofSeconds(30)).until(() -> output.getOut().contains("could not be looked at"));
        assertThat(version("flow_greeting")).contains("1.0.0");
    }

    @Test
    void takesTheFlowsPackedWithTheHubWithoutAFolder(CapturedOutput output) {
        var missing = new FlowFolder(
                fixture.flows,
                fixture.broadcast,
                FlowsFixture.properties(files.resolve("none").toString(), Duration.ofHours(1)));

        missing.start();

        assertThat(output).contains("the flows packed with the hub are used");
        missing.destroy();
    }

    private FlowFolder folder(String interval) {
        var watch = DurationText.read(interval).orElseThrow();
        return new FlowFolder(fixture.flows, fixture.broadcast, FlowsFixture.properties(String.valueOf(files), watch));
    }

    private void restart() {
        folder.destroy();
        fixture.restart(new TestTypes());
        folder = folder("1h");
        folder.start();
    }

    private void settle() {
        folder.lookAgain();
        folder.lookAgain();
    }

    /** Each save has a time of its own, however fast the test runs. */
    private void save(String name, String text) {
        try {
            saved = saved.plusSeconds(1);
            var file = Files.writeString(files.resolve(name), text, StandardCharsets.UTF_8);
            Files.setLastModifiedTime(file, FileTime.from(saved));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<String> version(String flowId) {
        return fixture.flows.active(flowId).map(active -> active.version().toString());
    }
}
