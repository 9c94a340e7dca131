package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a call when a provider fails: who is asked next, and when it is over. */
@Isolated("hears what everybody says on the console")
@Timeout(60)
class FailoverTests {

    private static final ProviderException DEAD = new ProviderException.Network("nobody", null);

    private final Spine spine = Spine.calls();
    private final LogLines console = new LogLines(ModelJournal.class);
    private final ScriptedProviders providers = new ScriptedProviders();
    private final CountDownLatch never = new CountDownLatch(1);
    private final List<ChatEvent> heard = new ArrayList<>();
    private Calls calls = calls(Map.of());

    @AfterEach
    void stop() {
        never.countDown();
        console.close();
        spine.close();
    }

    /** gpt is served by a, then b; it falls back on spare. */
    private Calls calls(Map<String, String> more) {
        var lines = new HashMap<>(Map.of(
                "serai.provider.log.enabled", "false",
                "serai.provider.models.one.name", "gpt",
                "serai.provider.models.one.provider", "a",
                "serai.provider.models.one.model", "gpt-4o",
                "serai.provider.models.one.priority", "2",
                "serai.provider.models.two.name", "gpt",
                "serai.provider.models.two.provider", "b",
                "serai.provider.models.two.model", "gpt-4o-eu",
                "serai.provider.models.two.fallback", "spare"));
        lines.putAll(Map.of(
                "serai.provider.models.spare.provider", "c",
                "serai.provider.models.spare.model", "qwen"));
        lines.putAll(more);
        return new Calls(spine.camel(), lines);
    }

    private ChatAnswer ask() {
        return calls.models(providers).chat("gpt", ChatRequest.of("hi"), CallTag.none());
    }

    private ChatAnswer stream() {
        return calls.models(providers).chat("gpt", ChatRequest.of("hi"), CallTag.none(), heard::add);
    }

    static List<ProviderException> elsewhere() {
        return List.of(
                DEAD,
                new ProviderException.ServerError(503, ""),
                new ProviderException.ServerError(501, ""),
                new ProviderException.RateLimited("http_429", null, ""),
                new ProviderException.TimedOut(Duration.ofSeconds(1)),
                new ProviderException.Unauthorized(""),
                new ProviderException.Unavailable("breaker"),
                new ProviderException.BadRequest(402, ""),
                new ProviderException.BadRequest(404, ""),
                new ProviderException.BadRequest(302, ""));
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void theNextProviderOfTheModelIsAskedAtOnce(ProviderException failure) {
        providers.fails("a", failure);

        assertThat(ask().provider()).isEqualTo("b");
        assertThat(providers.asked).containsExactly("a", "b");
        assertThat(calls.pauses).isEmpty();
        assertThat(console.lines())
                .hasSize(2)
                .first()
                .isEqualTo("WARN AI model goes on from a to b: gpt (" + failure.reason() + ")");
    }

    static List<ProviderException> nowhere() {
        return List.of(
                new ProviderException.BadRequest(400, ""),
                new ProviderException.BadRequest(422, ""),
                new ProviderException.Business("content_policy_violation", ""),
                new ProviderException.Broken("", null));
    }

    @ParameterizedTest
    @MethodSource("nowhere")
    void aRequestThatIsRefusedForItselfIsRefusedEverywhere(ProviderException failure) {
        providers.fails("a", failure);

        assertThatThrownBy(this::ask).isSameAs(failure);

        assertThat(providers.asked).containsExactly("a");
    }

    @Test
    void allProvidersAreAskedBeforeAPauseAndTheFallbackModelAtTheEnd() {
        providers.fails("a", DEAD).fails("b", new ProviderException.Unauthorized("no"));

        var answer = ask();

        assertThat(answer.provider()).isEqualTo("c");
        assertThat(providers.asked).containsExactly("a", "b", "a", "a", "c");
        assertThat(calls.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(console.lines())
                .contains("WARN AI model falls back to spare: gpt (Network error)")
                .last()
                .asString()
                .startsWith("INFO AI model completed: gpt");
    }

    @Test
    void theOneWhoServedIsNamedOnce() {
        providers.fails("a", DEAD).fails("b", DEAD);

        ask();
        calls.teller.stop();

        assertThat(calls.events).singleElement().isInstanceOfSatisfying(ModelCallFinished.class, call -> {
            assertThat(call.model()).isEqualTo("gpt");
            assertThat(call.provider()).isEqualTo("c");
            assertThat(call.modelId()).isEqualTo("qwen");
        });
    }

    @Test
    void aStreamThatHasBegunIsNotBegunElsewhere() {
        providers.when("a", listener -> {
            listener.accept(new ChatEvent.Message("Half of"));
            throw DEAD;
        });

        assertThatThrownBy(this::stream)
                .isInstanceOf(ProviderException.Broken.class)
                .hasMessage("Broken answer: it had begun (Network error)");

        assertThat(providers.asked).containsExactly("a");
        assertThat(heard).hasSize(2);
        assertThat(heard.getFirst()).isEqualTo(new ChatEvent.Message("Half of"));
        assertThat(heard.getLast()).isInstanceOfSatisfying(ChatEvent.Failed.class, end -> assertThat(end.error())
                .isInstanceOf(ProviderException.Broken.class));
    }

    @Test
    void aPingIsNoBeginning() {
        providers.when("a", listener -> {
            listener.accept(new ChatEvent.Ping());
            throw DEAD;
        });

        assertThat(stream().provider()).isEqualTo("b");
        assertThat(heard).hasSize(2).last().isInstanceOf(ChatEvent.Done.class);
    }

    @Test
    void whoIsSilentForHalfOfTheTimeIsCutOffAndNotHeardAgain() {
        calls = calls(Map.of(
                "serai.provider.models.one.timeout", "400ms",
                "serai.provider.models.two.timeout", "400ms"));
        providers.when("a", listener -> {
            never.await();
            return "late";
        });

        assertThat(stream().provider()).isEqualTo("b");
        assertThat(heard).singleElement().isInstanceOf(ChatEvent.Done.class);
    }

    @Test
    void whoSpeaksMayTakeAllOfTheTime() {
        calls = calls(Map.of(
                "serai.provider.models.one.timeout", "600ms",
                "serai.provider.models.two.timeout", "600ms"));
        providers.when("a", listener -> {
            listener.accept(new ChatEvent.Message("well ..."));
            never.await();
            return "late";
        });

        assertThatThrownBy(this::stream).hasMessage("Timeout after 600ms");

        assertThat(providers.asked).containsExactly("a");
        assertThat(heard).hasSize(2);
    }

    @Test
    void whoAsksForTimeIsAvoidedWhileThereIsAnother() {
        providers.fails("a", new ProviderException.RateLimited("http_429", Duration.ofSeconds(30), ""));
        var models = calls.models(providers);

        models.chat("gpt", ChatRequest.of("hi"), CallTag.none());
        models.chat("gpt", ChatRequest.of("hi"), CallTag.none());

        assertThat(providers.asked).containsExactly("a", "b", "b");
        assertThat(calls.pauses).isEmpty();
    }

    @Test
    void whoAsksForTimeAndIsTheOnlyOneIsWaitedForOnce() {
        providers.fails("c", new ProviderException.RateLimited("http_429", Duration.ofSeconds(7), ""));

        assertThatThrownBy(() -> calls.models(providers).chat("spare", ChatRequest.of("hi"), CallTag.none()))
                .isInstanceOf(ProviderException.RateLimited.class);

        assertThat(calls.pauses).containsExactly(Duration.ofSeconds(7));
        assertThat(providers.asked).containsExactly("c", "c");
    }

    @Test
    void whoTurnsACallAwayIsAskedAgainWhenItSaid() {
        providers.fails("c", ProviderException.RateLimited.turnedAway("4020", Duration.ofSeconds(7), ""));

        assertThatThrownBy(() -> calls.models(providers).chat("spare", ChatRequest.of("hi"), CallTag.none()))
                .isInstanceOf(ProviderException.RateLimited.class);

        assertThat(calls.pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
        assertThat(providers.asked).containsExactly("c", "c", "c");
    }

    @Test
    void whoTurnsACallAwayForLongIsLeftToTheOthers() {
        providers
                .fails("a", ProviderException.RateLimited.turnedAway("4020", Duration.ofSeconds(30), ""))
                .fails("b", DEAD);

        ask();

        assertThat(calls.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(providers.asked).containsExactly("a", "b", "b", "b", "c");
    }

    @Test
    void aWaitThatIsTooLongIsNoUse() {
        providers.fails("c", ProviderException.RateLimited.turnedAway("4020", Duration.ofHours(1), ""));

        assertThatThrownBy(() -> calls.models(providers).chat("spare", ChatRequest.of("hi"), CallTag.none()))
                .isInstanceOf(ProviderException.RateLimited.class);

        assertThat(calls.pauses).isEmpty();
    }

    @Test
    void aFallbackThatCannotBeAskedHidesNoFailure() {
        calls = calls(Map.of("serai.provider.models.spare.model", "none"));
        providers
                .fails("a", new ProviderException.Unauthorized("a"))
                .fails("b", new ProviderException.Unavailable("b"));

        assertThatThrownBy(this::ask).hasMessage("Unavailable: b");
    }

    @Test
    void aFallbackThatNobodyKnowsIsTold() {
        calls = calls(Map.of("serai.provider.models.two.fallback", "spar"));

        assertThatThrownBy(this::ask).hasMessage("serai.provider.models.two.fallback: there is no model 'spar'");
    }
}
