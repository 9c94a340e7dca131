package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.conversation.ConversationFixture;
import dev.serai.conversation.Turn;
import dev.serai.engine.Effect;
import dev.serai.engine.NodeFailed;
import dev.serai.flow.SettingsRejected;
import dev.serai.playbook.PlaybookFixture;
import dev.serai.provider.CallTag;
import dev.serai.provider.ChatMessage;
import dev.serai.provider.Role;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The node types that ask a model: {@code intent_recognize} and {@code ai_reply}. */
class ModelNodeTests {

    private static final HikariDataSource DATABASE = TestDatabase.fresh();
    private static final ConversationFixture STORE = new ConversationFixture(DATABASE);
    private static final String INTENT = "{\"intent\":\"help\",\"confidence\":0.9,\"needReply\":true}";

    private final FakeModels models = new FakeModels();
    private final IntentRecognizeNode intent = new IntentRecognizeNode(models, STORE.conversations);
    private final AiReplyNode reply = new AiReplyNode(models, PlaybookFixture.shipped(), STORE.conversations);

    @AfterAll
    static void close() throws Exception {
        STORE.close();
        DATABASE.close();
    }

    @Test
    void recognizesWhatTheModelSays() {
        models.answering("doubao", INTENT);

        var outcome = intent.run(TestStep.settings(intent, "{}"), TestStep.message("帮帮我"));

        assertThat(outcome.output())
                .containsEntry("intent", "help")
                .containsEntry("confidence", 0.9)
                .containsEntry("needReply", true)
                .doesNotContainKey("replySuggestion");
        assertThat(outcome.told()).containsEntry("intentConfidence", 0.9);
        assertThat(models.tags)
                .containsExactly(new CallTag(TestStep.message("").run().value(), "here"));
        assertThat(models.requests.getFirst().sampling().temperature()).isZero();
        assertThat(intent.effect()).isEqualTo(Effect.IDEMPOTENT);
    }

    @Test
    void worksTheIntentOutByTheFlowsOwnRulesWhenNoModelAnswers() {
        var settings = TestStep.settings(intent, "{rules: {risk: [暗号]}}");

        assertThat(intent.run(settings, TestStep.message("今天的暗号")).output()).containsEntry("intent", "risk");
    }

    @Test
    void worksTheIntentOutByRulesWhenTheAnswerIsNoIntent() {
        models.answering("doubao", "不知道");

        assertThat(intent.run(TestStep.settings(intent, "{}"), TestStep.message("订单"))
                        .output())
                .containsEntry("intent", "service");
    }

    @Test
    void failsWithoutAModelIfTheAuthorWantsNoRules() {
        var settings = TestStep.settings(intent, "{fallback: none}");

        assertThatThrownBy(() -> intent.run(settings, TestStep.message("订单"))).isInstanceOf(NodeFailed.class);
    }

    @Test
    void asksNobodyAboutAMessageWithoutText() {
        var outcome = intent.run(TestStep.settings(intent, "{}"), TestStep.message(" "));

        assertThat(models.asked).isEmpty();
        assertThat(outcome.output()).containsEntry("needReply", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{contextLength: 51}", "{contextLength: -1}", "{fallback: guess}"})
    void refusesWrongSettings(String settings) {
        assertThatThrownBy(() -> TestStep.settings(intent, settings))
                .isInstanceOf(SettingsRejected.class)
                .hasMessageContaining(settings.substring(1, settings.indexOf(':')));
    }

    @Test
    void repliesInTheVoiceOfAPersona() {
        models.answering("doubao-pro-32k", "您好");

        var outcome = reply.run(TestStep.settings(reply, "{persona: service}"), TestStep.message("订单"));

        assertThat(outcome.output())
                .containsEntry("aiResponse", "您好")
                .containsEntry("usage", Map.of("input", 10L, "output", 5L, "total", 15L));
        assertThat(models.requests.getFirst().messages().getFirst().content()).contains("售后处理机器人");
        assertThat(models.requests.getFirst().sampling().maxTokens()).isEqualTo(2000);
        assertThat(reply.effect()).isEqualTo(Effect.IDEMPOTENT);
    }

    @Test
    void repliesInTheVoiceThatWasSelectedBefore() {
        models.answering("doubao-pro-32k", "您好");

        reply.run(TestStep.settings(reply, "{}"), TestStep.message("订单", Map.of("personaId", "persona_service")));

        assertThat(models.requests.getFirst().messages().getFirst().content()).contains("售后处理机器人");
    }

    @Test
    void whatTheAuthorSetsCountsMoreThanThePersona() {
        models.answering("gpt", "您好");

        reply.run(TestStep.settings(reply, "{model: gpt, temperature: 0.1, maxTokens: 7}"), TestStep.message("订单"));

        assertThat(models.requests.getFirst().sampling().temperature()).isEqualTo(0.1);
        assertThat(models.requests.getFirst().sampling().maxTokens()).isEqualTo(7);
    }

    @Test
    void asksAnotherModelWhenTheFirstGivesNoAnswer() {
        models.answering("spare", "备用回答");

        var outcome =
                reply.run(TestStep.settings(reply, "{model: first, fallbackModel: spare}"), TestStep.message("订单"));

        assertThat(models.asked).containsExactly("first", "spare");
        assertThat(outcome.output()).containsEntry("aiResponse", "备用回答");
    }

    @Test
    void repliesWithAFixedTextWhenNoModelAnswers() {
        var settings = TestStep.settings(reply, "{fallbackTemplate: '{{userName}}，稍后回复您'}");

        assertThat(reply.run(settings, TestStep.message("订单")).output()).containsEntry("aiResponse", "张三，稍后回复您");
    }

    @Test
    void failsWhenNoModelAnswersAndThereIsNoFixedText() {
        var settings = TestStep.settings(reply, "{}");

        assertThatThrownBy(() -> reply.run(settings, TestStep.message("订单")))
                .isInstanceOf(NodeFailed.class)
                .hasMessageContaining("no model answered");
    }

    @Test
    void failsForAPersonaThatIsNotThere() {
        var settings = TestStep.settings(reply, "{persona: clown}");

        assertThatThrownBy(() -> reply.run(settings, TestStep.message("订单")))
                .isInstanceOf(NodeFailed.class)
                .hasMessageContaining("'clown'");
    }

    @Test
    void tellsTheModelWhatWasSaidBeforeAndTheMessageOnce() {
        models.answering("doubao-pro-32k", "您好");
        var session = UUID.randomUUID();
        store(session, "user", "订单", -60);
        store(session, "assistant", "请稍等", -50);
        store(session, "user", "订单", 0);

        reply.run(TestStep.settings(reply, "{}"), TestStep.message("订单", Map.of("sessionId", session.toString())));

        assertThat(models.requests.getFirst().messages())
                .hasSize(4)
                .endsWith(
                        new ChatMessage(Role.USER, "订单"),
                        new ChatMessage(Role.ASSISTANT, "请稍等"),
                        new ChatMessage(Role.USER, "订单"));
    }

    @Test
    void tellsTheModelNoMoreThanItsAuthorWants() {
        models.answering("doubao", INTENT).answering("doubao-pro-32k", "您好");
        var session = UUID.randomUUID();
        store(session, "user", "一", -60);
        store(session, "assistant", "二", -50);
        var step = TestStep.message("三", Map.of("sessionId", session.toString()));

        intent.run(TestStep.settings(intent, "{contextLength: 1}"), step);
        reply.run(TestStep.settings(reply, "{useHistory: false}"), step);

        assertThat(models.requests.getFirst().messages())
                .extracting(ChatMessage::content)
                .endsWith("二", "三")
                .hasSize(3);
        assertThat(models.requests.getLast().messages()).hasSize(2);
    }

    private static void store(UUID session, String role, String content, int seconds) {
        var turn = new Turn(role, content, TestStep.NOON.plusSeconds(seconds));
        var row = STORE.conversations.turnRow(session + role + seconds, session, turn);
        STORE.store(STORE.conversations.turnEndpoint(), row);
    }
}
