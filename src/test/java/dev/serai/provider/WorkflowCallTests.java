package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** The failure policy and the console lines of the one call path. */
@Isolated("hears what everybody says on the console")
@Timeout(60)
class WorkflowCallTests {

    private static final Map<String, Object> INPUT = Map.of("input", "Hello World");

    private static final HikariDataSource DATABASE = TestDatabase.fresh();

    private final Spine spine = Spine.calls();
    private final LogLines console = new LogLines(WorkflowJournal.class);
    private final ScriptedWorkflows provider = new ScriptedWorkflows();
    private Calls calls = calls("60s");
    private Workflows workflows = calls.workflows(provider);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @AfterEach
    void stop() {
        console.close();
        spine.close();
    }

    private Calls calls(String timeout) {
        return new Calls(
                spine.camel(),
                Map.of(
                        "serai.provider.workflows.translation.workflow-id", "73",
                        "serai.provider.workflows.translation.timeout", timeout,
                        "serai.provider.workflows.keyless.workflow-id", "0",
                        "serai.provider.log.enabled", "false"),
                DATABASE);
    }

    private void limit(String timeout) {
        calls = calls(timeout);
        workflows = calls.workflows(provider);
    }

    private WorkflowAnswer run() {
        return workflows.run("translation", INPUT, CallTag.none(), Workflows.Mode.STREAM);
    }

    @Test
    void saysStartedAndCompleted() {
        provider.answers("你好", Usage.of(50, 100, 150));

        var answer = run();

        assertThat(answer.content()).isEqualTo("你好");
        assertThat(console.lines())
                .hasSize(2)
                .first()
                .isEqualTo("INFO AI workflow started: translation {\"input\":\"Hello World\"}");
        assertThat(console.lines().get(1)).matches("INFO AI workflow completed: translation \\(\\d+ms, 150 tokens\\)");
    }

    @Test
    void triesNetworkErrorsAndBadGatewaysTwiceMore() {
        provider.fails(new ProviderException.Network("reset", null))
                .fails(new ProviderException.ServerError(502, ""))
                .answers("ok", Usage.none());

        run();

        assertThat(calls.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(console.lines())
                .contains(
                        "WARN AI workflow retry attempt 1/2: translation (Network error)",
                        "WARN AI workflow retry attempt 2/2: translation (Server error 502)");
    }

    @Test
    void givesUpAfterTheSecondRetry() {
        for (var i = 0; i < 3; i++) {
            provider.fails(new ProviderException.Network("reset", null));
        }

        assertThatThrownBy(this::run).isInstanceOf(ProviderException.Network.class);

        assertThat(provider.isPlayed()).isTrue();
        assertThat(console.lines()).last().isEqualTo("ERROR AI workflow failed: translation (Network error: reset)");
    }

    @Test
    void neverRepeatsWhatTheCallerOrTheWorkflowDidWrong() {
        var failures = List.of(
                new ProviderException.BadRequest(400, ""),
                new ProviderException.Unauthorized(""),
                new ProviderException.Business("4200", ""),
                new ProviderException.Broken("", null),
                new ProviderException.ServerError(501, ""),
                new ProviderException.RateLimited("4020", null, ""));
        for (var failure : failures) {
            provider.fails(failure);

            assertThatThrownBy(this::run).isSameAs(failure);
        }

        assertThat(calls.pauses).isEmpty();
    }

    @Test
    void waitsOnceAsLongAsTheProviderAsks() {
        var limited = new ProviderException.RateLimited("http_429", Duration.ofSeconds(7), "");
        provider.fails(limited).fails(limited);

        assertThatThrownBy(this::run).isSameAs(limited);

        assertThat(calls.pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void doesNotWaitLongerThanItsTimeLimit() {
        var limited = new ProviderException.RateLimited("http_429", Duration.ofMinutes(7), "");
        provider.fails(limited);

        assertThatThrownBy(this::run).isSameAs(limited);

        assertThat(calls.pauses).isEmpty();
    }

    @Test
    void endsAtItsTimeLimitWhereverItWaits() {
        limit("40ms");
        var never = new CountDownLatch(1);
        provider.then(listener -> {
            never.await();
            throw new AssertionError("nobody counts down");
        });

        var error = catchThrowableOfType(ProviderException.TimedOut.class, this::run);

        assertThat(error.userText()).isEqualTo("请求超时");
        assertThat(console.lines())
                .containsExactly(
                        "INFO AI workflow started: translation {\"input\":\"Hello World\"}",
                        "ERROR AI workflow failed: translation (Timeout after 40ms)");
        assertThat(calls.meters
                        .get("serai.provider.calls")
                        .tag("outcome", "timeout")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void endsWhenItsCallerIsInterrupted() throws Exception {
        var begun = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        provider.then(listener -> {
            begun.countDown();
            never.await();
            throw new AssertionError("nobody counts down");
        });
        var seen = new ArrayList<Throwable>();
        var caller = Thread.ofPlatform().start(() -> {
            try {
                run();
            } catch (ProviderException e) {
                seen.add(e);
            }
        });

        begun.await();
        caller.interrupt();
        caller.join();

        assertThat(seen).singleElement().isInstanceOf(ProviderException.Unavailable.class);
    }

    @Test
    void tellsTheListenerEachPieceAndOneEnd() {
        var heard = new ArrayList<WorkflowEvent>();
        provider.then(listener -> {
            listener.accept(new WorkflowEvent.Ping());
            listener.accept(new WorkflowEvent.Message("你", "End", false));
            return new WorkflowAnswer("你", null, Usage.none(), null);
        });

        var answer = workflows.stream("translation", INPUT, CallTag.none(), heard::add);

        assertThat(heard)
                .containsExactly(
                        new WorkflowEvent.Ping(),
                        new WorkflowEvent.Message("你", "End", false),
                        new WorkflowEvent.Done(answer));
    }

    @Test
    void tellsTheListenerOfAnInterruptWithWhatToResume() {
        var heard = new ArrayList<WorkflowEvent>();
        var interrupt = new Interrupt("7/8", 2, "");
        provider.then(listener -> new WorkflowAnswer("哪一天？", "7", Usage.none(), interrupt));

        var answer = workflows.stream("translation", INPUT, CallTag.none(), heard::add);

        assertThat(answer.interrupted()).isTrue();
        assertThat(heard).containsExactly(new WorkflowEvent.Interrupted(answer, interrupt));
        assertThat(console.lines().getLast()).startsWith("WARN AI workflow interrupted: translation (");
    }

    @Test
    void tellsTheListenerOfAFailure() {
        var heard = new ArrayList<WorkflowEvent>();
        var failure = new ProviderException.Business("5000", "node failed");
        provider.fails(failure);

        assertThatThrownBy(() -> workflows.stream("translation", INPUT, CallTag.none(), heard::add))
                .isSameAs(failure);

        assertThat(heard).containsExactly(new WorkflowEvent.Failed(failure));
    }

    @Test
    void endsWhenTheListenerGivesUp() {
        provider.then(listener -> {
            listener.accept(new WorkflowEvent.Ping());
            throw new AssertionError("not reached");
        });

        assertThatThrownBy(() -> workflows.stream("translation", INPUT, CallTag.none(), event -> {
                    throw new IllegalStateException("client gone");
                }))
                .hasMessage("client gone");

        assertThat(console.lines())
                .last()
                .isEqualTo("ERROR AI workflow failed: translation (Aborted by IllegalStateException)");
    }

    @Test
    void calledAnInterruptThatCannotBeResumedAWarning() {
        provider.fails(new ProviderException.Interrupted("6039 not on a sync run"));

        var error = catchThrowableOfType(
                ProviderException.Interrupted.class,
                () -> workflows.run("translation", INPUT, CallTag.none(), Workflows.Mode.SYNC));

        assertThat(error.userText()).isEqualTo("工作流中断");
        assertThat(console.lines().getLast())
                .isEqualTo("WARN AI workflow interrupted: translation (Interrupted: 6039 not on a sync run)");
    }

    @Test
    void refusesWhatIsNotConfigured() {
        assertThat(workflows.names()).containsExactly("keyless", "translation");

        assertThatThrownBy(() -> workflows.run("summary", INPUT, CallTag.none(), Workflows.Mode.STREAM))
                .isInstanceOf(ProviderException.UnknownWorkflow.class)
                .hasMessageContaining("serai.provider.workflows.summary");
    }

    @Test
    void refusesToRunWithoutATokenAndNamesTheVariable() {
        assertThatThrownBy(() -> workflows.run("keyless", INPUT, CallTag.none(), Workflows.Mode.STREAM))
                .isInstanceOf(ProviderException.Unauthorized.class)
                .hasMessageContaining("COZE_API_TOKEN");
    }

    @Test
    void keepsSecretsOutOfTheConsole() {
        provider.answers("", Usage.none());

        workflows.run("translation", Map.of("api_key", "k-123"), CallTag.none(), Workflows.Mode.STREAM);

        assertThat(console.lines().getFirst()).isEqualTo("INFO AI workflow started: translation {\"api_key\":\"***\"}");
    }
}
