package dev.serai.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.serai.flow.Activation;
import dev.serai.flow.FlowRejected;
import dev.serai.flow.FlowSource;
import dev.serai.flow.FlowVersion;
import dev.serai.flow.Flows;
import dev.serai.flow.Publication;
import dev.serai.flow.Semver;
import dev.serai.flow.VersionSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes that change while exchanges are in them. */
class RouteFolderTests {

    @SuppressWarnings("resource") // closed after each test
    private final DefaultCamelContext camel = new DefaultCamelContext();

    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private RouteFolder folder;
    private ProducerTemplate calls;

    @TempDir
    private Path files;

    /** There are no flows. */
    private static final class NoFlows implements Flows {

        @Override
        public Publication publish(FlowSource source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Publication> publishAll(List<FlowSource> sources) {
            return List.of();
        }

        @Override
        public Optional<FlowVersion> active(String flowId) {
            return Optional.empty();
        }

        @Override
        public Optional<FlowVersion> find(String flowId, Semver version) {
            return Optional.empty();
        }

        @Override
        public List<VersionSummary> versions(String flowId, @Nullable Semver below, int limit) {
            return List.of();
        }

        @Override
        public List<Activation> activations(String flowId, int limit) {
            return List.of();
        }

        @Override
        public Optional<Semver> chosen(String flowId) {
            return Optional.empty();
        }

        @Override
        public Collection<FlowVersion> allActive() {
            return List.of();
        }

        @Override
        public void activate(String flowId, Semver version, String by, String why) {}
    }

    private static String greet(String word) {
        return """
                - route:
                    id: greet
                    from:
                      id: greet-from
                      uri: direct:greet
                      steps:
                        - setBody: {id: greet-body, simple: "%s ${body}"}
                """.formatted(word);
    }

    @BeforeEach
    void start() throws Exception {
        camel.getRegistry().bind("wait", (Processor) exchange -> {
            inside.countDown();
            gate.await();
        });
        save("greet.camel.yaml", greet("hello"));
        save("team/slow.camel.yaml", """
                - from:
                    uri: direct:slow
                    steps:
                      - process: {ref: wait}
                      - to: direct:greet
                """);
        save("examples/x.camel.yaml", greet("example"));
        folder = new RouteFolder(settings(), new NoFlows(), camel);
        folder.beforeApplicationStart(camel);
        camel.start();
        calls = camel.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        gate.countDown();
        camel.stop();
    }

    private RouteProperties settings() {
        return new RouteProperties(files.toString(), Duration.ofHours(1), Duration.ofMillis(200), Duration.ofHours(1));
    }

    private void save(String name, String text) throws IOException {
        var file = files.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Two looks, as each change needs them. */
    private void look() {
        folder.lookAgain();
        folder.lookAgain();
    }

    private Object call(String route, Object body) {
        return calls.requestBody("direct:" + route, body);
    }

    private List<String> faults() {
        return folder.faults().stream()
                .map(fault -> files.relativize(Path.of(fault.file())) + ":" + fault.line() + ": " + fault.message())
                .toList();
    }

    private List<String> routes() {
        return camel.getRoutes().stream().map(Route::getRouteId).sorted().toList();
    }

    @Test
    void takesWhatIsThereAtTheStartButNoExamples() {
        assertThat(call("greet", "x")).isEqualTo("hello x");
        assertThat(routes()).containsExactly("greet", "greet~1", "slow-1", "slow-1~2");
        assertThat(faults()).isEmpty();
    }

    @Test
    void aChangeIsTakenAndTheOldStepsGo() throws Exception {
        save("greet.camel.yaml", greet("hi"));
        look();

        assertThat(call("greet", "x")).isEqualTo("hi x");
        assertThat(routes()).containsExactly("greet", "greet~3", "slow-1", "slow-1~2");
        assertThat(camel.getRouteDefinitions()).hasSize(4);
    }

    @Test
    void anExchangeOnItsWayFinishesOnTheOldSteps() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> call("slow", "x"));
            inside.await();
            save("team/slow.camel.yaml", """
                    - from:
                        uri: direct:slow
                        steps:
                          - setBody: {constant: quick}
                    """);
            look();

            assertThat(call("slow", "x")).isEqualTo("quick");
            assertThat(routes()).contains("slow-1~2", "slow-1~3");
            gate.countDown();
            assertThat(answer.get()).isEqualTo("hello x");
        }
        look();
        assertThat(routes()).containsExactly("greet", "greet~1", "slow-1", "slow-1~3");
    }

    @Test
    void noCallFailsWhileTheFileChangesAgainAndAgain() throws Exception {
        var wrong = new ConcurrentLinkedQueue<String>();
        var last = new AtomicReference<>("");
        var stop = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 2; i++) {
                threads.execute(() -> {
                    while (!stop.get()) {
                        var answer = calls.request("direct:greet", exchange -> exchange.getMessage()
                                .setBody("x"));
                        last.set(String.valueOf(answer.getMessage().getBody()));
                        if (answer.getException() != null || !last.get().endsWith(" x")) {
                            wrong.add(String.valueOf(answer.getException()));
                        }
                    }
                });
            }
            for (int i = 0; i < 20; i++) {
                var word = "v" + "w".repeat(i);
                save("greet.camel.yaml", greet(word));
                look();
                await().until(() -> last.get().equals(word + " x"));
            }
            stop.set(true);
        }

        assertThat(wrong).isEmpty();
        look();
        assertThat(routes()).hasSize(4);
    }

    @Test
    void aBadChangeChangesNothingAndIsToldWithItsLine() throws Exception {
        save("greet.camel.yaml", greet("hi").replace("simple:", "simpel:"));
        look();
        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith("greet.camel.yaml:7: ")
                .contains("simpel");

        save("greet.camel.yaml", greet("${nonsense}"));
        look();
        assertThat(faults())
                .containsExactly("greet.camel.yaml:7: Camel refuses it: Unknown function: nonsense at location 0");

        save("greet.camel.yaml", greet("hi") + "  oh: [");
        look();
        assertThat(faults()).singleElement().asString().startsWith("greet.camel.yaml:9: This is no YAML");

        save("greet.camel.yaml", "- beans:\n    - {name: x, type: java.lang.Object}\n" + greet("hi"));
        look();
        assertThat(faults()).containsExactly("greet.camel.yaml:1: There is more than routes in this file");

        assertThat(call("greet", "x")).isEqualTo("hello x");
        assertThat(routes()).containsExactly("greet", "greet~1", "slow-1", "slow-1~2");
        assertThat(camel.getRouteDefinitions()).hasSize(4);

        save("greet.camel.yaml", greet("hi"));
        look();
        assertThat(faults()).isEmpty();
        assertThat(call("greet", "x")).isEqualTo("hi x");
    }

    @Test
    void ofTwoRoutesInAFileNoneChangesIfOneIsBad() throws Exception {
        save("greet.camel.yaml", greet("hi") + """
                - route:
                    id: other
                    from:
                      uri: nosuch:other
                      steps:
                        - log: hi
                """);
        look();

        assertThat(faults()).singleElement().asString().contains("nosuch");
        assertThat(call("greet", "x")).isEqualTo("hello x");
        assertThat(routes()).containsExactly("greet", "greet~1", "slow-1", "slow-1~2");
    }

    @Test
    void aNewFileIsTakenAndGoesAgain() throws Exception {
        save("own/echo.camel.yaml", greet("echo").replace("greet", "echo"));
        look();
        assertThat(call("echo", "x")).isEqualTo("echo x");

        Files.delete(files.resolve("own/echo.camel.yaml"));
        look();
        folder.lookAgain();
        assertThat(routes()).containsExactly("greet", "greet~1", "slow-1", "slow-1~2");
        assertThat(faults()).isEmpty();
    }

    @Test
    void whatOthersCallStaysAtWork() throws Exception {
        Files.delete(files.resolve("greet.camel.yaml"));
        look();

        assertThat(faults()).singleElement().asString().contains("'direct:greet' is called by", "slow.camel.yaml");
        assertThat(call("greet", "x")).isEqualTo("hello x");

        save("greet.camel.yaml", greet("back").replace("direct:greet", "direct:greets"));
        look();
        assertThat(faults()).singleElement().asString().contains("'direct:greet' is called by");
    }

    @Test
    void aFileMayBeRenamed() throws Exception {
        Files.move(files.resolve("greet.camel.yaml"), files.resolve("hello.camel.yaml"));
        look();
        look();

        assertThat(faults()).isEmpty();
        assertThat(call("greet", "x")).isEqualTo("hello x");
        assertThat(routes()).hasSize(4);
    }

    @Test
    void anIdThatWasTakenIsFreeOnceItsFileIsGone() throws Exception {
        save("echo.camel.yaml", greet("echo").replace("greet", "echo"));
        look();
        save("other.camel.yaml", greet("other").replace("greet", "echo").replace("echo-", "other-"));
        look();
        assertThat(faults()).singleElement().asString().contains("There is another route 'echo'");

        Files.delete(files.resolve("echo.camel.yaml"));
        look();
        look();

        assertThat(faults()).isEmpty();
        assertThat(call("echo", "x")).isEqualTo("other x");
    }

    @Test
    void aWayInThatChangesIsClosedOnceItIsLeft() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> call("slow", "x"));
            inside.await();
            save("team/slow.camel.yaml", """
                    - from:
                        uri: direct:slower
                        steps:
                          - setBody: {constant: quick}
                    """);
            look();
            assertThat(faults()).singleElement().asString().contains("is busy");
            gate.countDown();
            assertThat(answer.get()).isEqualTo("hello x");
        }
        look();

        assertThat(faults()).isEmpty();
        assertThat(call("slower", "x")).isEqualTo("quick");
    }

    @Test
    void anIdThatIsTakenIsRefused() throws Exception {
        save("own/greet.camel.yaml", greet("mine").replace("direct:greet", "direct:mine"));
        look();

        assertThat(faults()).singleElement().asString().contains("There is another route 'greet'");
    }

    private static String failing(String configuration) {
        return """
                - route:
                    id: failing
                    routeConfigurationId: %s
                    from:
                      uri: direct:failing
                      steps:
                        - setBody: {constant: %s}
                        - throwException: {exceptionType: java.lang.IllegalStateException, message: no}
                """.formatted(configuration, configuration);
    }

    @Test
    void aConfigurationFromAnotherFileIsAppliedAtTheStartAndAfterAChange() throws Exception {
        save("failing.camel.yaml", failing("what-if"));
        save("what-if.camel.yaml", """
                - routeConfiguration:
                    id: what-if
                    onException:
                      - onException:
                          exception: [java.lang.IllegalStateException]
                          handled: {constant: "true"}
                          steps:
                            - setBody: {id: what-if-body, simple: "mended ${body}"}
                """);
        try (var other = new DefaultCamelContext()) {
            other.getRegistry().bind("wait", (Processor) exchange -> {});
            var again = new RouteFolder(settings(), new NoFlows(), other);
            again.beforeApplicationStart(other);
            other.start();
            var caller = other.createProducerTemplate();

            assertThat(caller.requestBody("direct:failing", "x")).isEqualTo("mended what-if");

            save("failing.camel.yaml", failing("what-*"));
            again.lookAgain();
            again.lookAgain();

            assertThat(again.faults()).isEmpty();
            assertThat(caller.requestBody("direct:failing", "x")).isEqualTo("mended what-*");
        }
    }

    @Test
    void aConfigurationThatIsNotThereIsAFault() throws Exception {
        save("failing.camel.yaml", failing("what-if"));
        look();

        assertThat(faults()).containsExactly("failing.camel.yaml:1: There is no routeConfiguration 'what-if'");
    }

    @Test
    void withoutAFolderTheRoutesPackedWithTheHubAreTaken() throws Exception {
        var properties = new RouteProperties(
                files.resolve("nowhere").toString(), Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofHours(1));
        try (var other = new DefaultCamelContext()) {
            var packed = new RouteFolder(properties, new NoFlows(), other);
            packed.beforeApplicationStart(other);
            packed.lookAgain();

            assertThat(other.getRouteDefinitions())
                    .extracting(RouteDefinition::getId)
                    .contains("engine-runs", "worktool-send")
                    .doesNotContain("nightly-log");
        }
    }

    @Test
    void theHubDoesNotStartOnABadFile() throws Exception {
        save("bad.camel.yaml", "- route: {id: bad, from: {uri: 'direct:bad', steps: [{tooo: x}]}}");
        try (var other = new DefaultCamelContext()) {
            var again = new RouteFolder(settings(), new NoFlows(), other);

            assertThatThrownBy(() -> again.beforeApplicationStart(other))
                    .isInstanceOf(FlowRejected.class)
                    .hasMessageContaining("bad.camel.yaml:1:")
                    .hasMessageContaining("tooo");
        }
    }
}
