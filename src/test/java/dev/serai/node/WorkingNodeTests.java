package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.conversation.ConversationFixture;
import dev.serai.engine.Effect;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.Write;
import dev.serai.flow.SettingsRejected;
import dev.serai.provider.Interrupt;
import dev.serai.provider.Workflows;
import dev.serai.worktool.NewCommand;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The node types that store, send or have something done elsewhere. */
class WorkingNodeTests {

    private static final HikariDataSource DATABASE = TestDatabase.fresh();
    private static final ConversationFixture STORE = new ConversationFixture(DATABASE);

    private final FakeCommands commands = new FakeCommands();
    private final FakeWorkflows workflows = new FakeWorkflows();
    private final SendCommandNode send = new SendCommandNode(commands, STORE.conversations);
    private final MessageReceiveNode receive = new MessageReceiveNode(STORE.conversations);
    private final AiWorkflowNode workflow = new AiWorkflowNode(workflows);

    @AfterAll
    static void close() throws Exception {
        STORE.close();
        DATABASE.close();
    }

    @Test
    void receiveStoresTheSessionTheMessageAndTheTurn() {
        var step = TestStep.message("订单");

        var outcome = receive.run(TestStep.settings(receive, "{}"), step);

        assertThat(outcome.output())
                .containsEntry("messageSaved", true)
                .containsEntry("sessionId", TestStep.SESSION.toString())
                .containsEntry("messageRecordId", step.run().toString());
        assertThat(outcome.writes())
                .extracting(Write::endpoint)
                .containsExactly(
                        STORE.conversations.sessionEndpoint(),
                        STORE.conversations.messageEndpoint(),
                        STORE.conversations.turnEndpoint());
        assertThat(outcome.writes().get(1).row())
                .containsEntry("content", "订单")
                .containsEntry("rawMessage", "@小助手 订单")
                .containsEntry("messageId", "1179")
                .containsEntry("atMe", true);
        outcome.writes().forEach(write -> STORE.store(write.endpoint(), write.row()));
        assertThat(STORE.conversations.history(TestStep.SESSION, 5))
                .extracting(turn -> turn.role() + ":" + turn.content())
                .containsExactly("user:订单");
    }

    @Test
    void receiveKeepsOnlyWhatItsAuthorWants() {
        var settings = TestStep.settings(receive, "{saveToMessagesTable: false, saveToSessionMessages: false}");

        var outcome = receive.run(settings, TestStep.message("订单"));

        assertThat(outcome.output()).containsEntry("messageSaved", false);
        assertThat(outcome.writes()).extracting(Write::endpoint).containsExactly(STORE.conversations.sessionEndpoint());
    }

    @Test
    void receiveBearsAMessageOfWhichLittleIsKnown() {
        var outcome = receive.run(TestStep.settings(receive, "{}"), TestStep.of(Map.of()));

        assertThat(outcome.writes().get(1).row())
                .containsEntry("content", "")
                .containsEntry("textType", 0)
                .containsEntry("receivedAt", TestStep.NOON.toString());
    }

    @Test
    void sendPutsTheReplyInLineAndRemembersTheTurn() {
        var step = TestStep.message("订单", Map.of("aiResponse", "已发货", "targetName", "测试群", "atList", List.of("张三")));

        var outcome = send.run(TestStep.settings(send, "{}"), step);

        var command = commands.taken.getFirst();
        assertThat(command.key()).isEqualTo(step.effectKey());
        assertThat(command.robot()).isEqualTo("demo");
        assertThat(command.fields())
                .isEqualTo(Map.of("titleList", List.of("测试群"), "receivedContent", "已发货", "atList", List.of("张三")));
        assertThat(command.origin()).isEqualTo(new NewCommand.Origin(step.run().value(), "here"));
        assertThat(outcome.output()).containsEntry("sendId", "send1").containsEntry("commandStatus", "pending");
        assertThat(outcome.writes())
                .extracting(Write::endpoint)
                .containsExactly("mock:enqueue", STORE.conversations.turnEndpoint());
        assertThat(outcome.writes().getLast().row())
                .containsEntry("role", "assistant")
                .containsEntry("content", "已发货");
    }

    @Test
    void sendWakesTheRobotsLineOnceTheCommandIsStored() {
        var step = TestStep.message("x", Map.of("aiResponse", "y", "targetName", "测试群"));

        var outcome = send.run(TestStep.settings(send, "{}"), step);
        assertThat(commands.woken).isZero();
        outcome.writes().getFirst().committed().run();

        assertThat(commands.woken).isEqualTo(1);
    }

    @Test
    void sendIsKnownByTheLastPartOfALongText() {
        commands.parts = 3;
        var step = TestStep.message("x", Map.of("aiResponse", "y", "targetName", "测试群"));

        var outcome = send.run(TestStep.settings(send, "{}"), step);

        assertThat(outcome.output()).containsEntry("sendId", "send3");
        assertThat(outcome.writes()).hasSize(4);
    }

    @Test
    void sendNeverSendsATextWithAHole() {
        var settings = TestStep.settings(send, "{content: '您好 {{nobody}}'}");

        assertThatThrownBy(() -> send.run(settings, TestStep.message("x", Map.of("targetName", "测试群"))))
                .isInstanceOf(NodeFailed.class)
                .hasMessageContaining("nobody");
        assertThat(commands.taken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{type: 218}", "{dedup: false}"})
    void sendRefusesWhatItCannotDo(String settings) {
        assertThatThrownBy(() -> TestStep.settings(send, settings))
                .isInstanceOf(SettingsRejected.class)
                .hasMessageContaining(settings.substring(1, settings.indexOf(':')));
    }

    @Test
    void workflowIsRunWithFilledInParameters() {
        workflows.answer = "{\"output\":\"你好，世界\"}";
        var settings =
                TestStep.settings(workflow, "{workflow: translation, parameters: {input: '{{userName}}', n: 2}}");

        var outcome = workflow.run(settings, TestStep.message("x"));

        assertThat(workflows.parameters).isEqualTo(Map.of("input", "张三", "n", 2));
        assertThat(workflows.mode).isEqualTo(Workflows.Mode.STREAM);
        assertThat(outcome.output())
                .containsEntry("content", "你好，世界")
                .containsEntry("executeId", "e1")
                .containsEntry("usage", Map.of("input", 1L, "output", 2L, "total", 3L))
                .doesNotContainKey("interrupt");
        assertThat(workflow.effect()).isEqualTo(Effect.IDEMPOTENT);
    }

    @Test
    void workflowTellsWhatItWaitsFor() {
        workflows.answer = "";
        workflows.interrupt = new Interrupt("ev1", 2, "");

        var outcome =
                workflow.run(TestStep.settings(workflow, "{workflow: translation, mode: sync}"), TestStep.message("x"));

        assertThat(workflows.mode).isEqualTo(Workflows.Mode.SYNC);
        assertThat(outcome.output()).containsEntry("interrupt", Map.of("eventId", "ev1", "type", 2));
    }

    @Test
    void workflowThatFailsFailsTheNodeForGood() {
        var settings = TestStep.settings(workflow, "{workflow: translation}");

        assertThatThrownBy(() -> workflow.run(settings, TestStep.message("x")))
                .isInstanceOf(NodeFailed.class)
                .hasMessageContaining("AI 服务返回错误")
                .hasMessageContaining("5000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain                     | plain",
                "{\"output\":\"x\"}        | x",
                "{\"output\":\"x\",\"a\":1}| {\"output\":\"x\",\"a\":1}",
                "{\"output\":5}            | {\"output\":5}",
                "{broken                   | {broken"
            })
    void workflowsOutputIsUnwrappedWhenItIsOneText(String content, String unwrapped) {
        assertThat(AiWorkflowNode.unwrapped(content)).isEqualTo(unwrapped);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{workflow: ' '}", "{workflow: t, mode: later}"})
    void workflowRefusesWrongSettings(String settings) {
        assertThatThrownBy(() -> TestStep.settings(workflow, settings)).isInstanceOf(SettingsRejected.class);
    }
}
