package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** What the house hears of finished calls. */
@Isolated("hears what everybody says on the console")
@Timeout(60)
class CallEventsTests {

    private static final CallTag TAG = new CallTag(UUID.randomUUID(), "translate");

    private final Spine spine = Spine.calls();
    private final Calls calls = new Calls(
            spine.camel(),
            Map.of(
                    "serai.provider.log.enabled", "false",
                    "serai.provider.workflows.translation.workflow-id", "73",
                    "serai.provider.models.gpt.model", "gpt-4o"));

    @AfterEach
    void stop() {
        spine.close();
    }

    private List<Object> told() {
        calls.teller.stop();
        return calls.events;
    }

    @Test
    void hearsOfAModelCallOnce() {
        var model = new ScriptedModel();
        model.pieces("你", "好");

        calls.models(model).chat("gpt", ChatRequest.of("hi"), TAG, event -> {});

        assertThat(told()).singleElement().isInstanceOfSatisfying(ModelCallFinished.class, call -> {
            assertThat(List.of(call.name(), call.modelId(), call.provider()))
                    .containsExactly("gpt", "gpt-4o", "openai");
            assertThat(call.tag()).isEqualTo(TAG);
            assertThat(call.ending().outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(call.ending().usage().total()).isEqualTo(3);
            assertThat(call.ending().errorCode()).isNull();
            assertThat(call.ending().at()).isEqualTo(Calls.NOW);
            assertThat(call.ending().firstToken())
                    .isBetween(Duration.ZERO, call.ending().took());
        });
    }

    @Test
    void hearsOnceOfAWorkflowThatWasTriedAgainAndFailed() {
        var provider = new ScriptedWorkflows();
        provider.fails(new ProviderException.Network("", null))
                .fails(new ProviderException.Business("4200", "does not exist"));
        var workflows = calls.workflows(provider);

        catchThrowableOfType(
                ProviderException.Business.class,
                () -> workflows.run("translation", Map.of("input", "secret text"), TAG, Workflows.Mode.STREAM));

        assertThat(told()).singleElement().isInstanceOfSatisfying(WorkflowCallFinished.class, call -> {
            assertThat(call.workflow()).isEqualTo("translation");
            assertThat(call.ending().outcome()).isEqualTo(Outcome.ERROR);
            assertThat(call.ending().errorCode()).isEqualTo("4200");
            assertThat(call.ending().usage()).isEqualTo(Usage.none());
            assertThat(call.toString()).doesNotContain("secret text");
        });
    }

    private static CallFinished call(String name) {
        var ending = new CallEnding(Outcome.SUCCESS, null, Usage.none(), Duration.ZERO, null, Instant.EPOCH);
        return new WorkflowCallFinished(name, "coze", TAG, ending);
    }

    @Test
    void nobodyWaitsForWhoListensAndAllIsToldBeforeTheStop() {
        var told = new ArrayList<Object>();
        var free = new CountDownLatch(1);
        var events = new CallEvents(call -> {
            try {
                assertThat(free.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            told.add(call);
        });

        events.finished(call("one"));
        events.finished(call("two"));
        free.countDown();
        events.stop();

        assertThat(told).containsExactly(call("one"), call("two"));
    }

    @Test
    void oneWhoListensBadlyHarmsNobody() {
        var told = new ArrayList<Object>();
        try (var console = new LogLines(CallEvents.class)) {
            var events = new CallEvents(call -> {
                told.add(call);
                throw new IllegalStateException("with a prompt in it");
            });

            events.finished(call("one"));
            events.finished(call("two"));
            events.stop();
            events.finished(call("late"));

            assertThat(told).hasSize(3);
            assertThat(console.lines())
                    .hasSize(3)
                    .first()
                    .asString()
                    .isEqualTo("ERROR Who was told of the end of one failed: java.lang.IllegalStateException");
        }
    }
}
