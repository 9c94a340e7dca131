package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.engine.NodeKind;
import dev.serai.flow.SettingsRejected;
import dev.serai.worktool.CommandStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The node types that need nothing but their settings and the run. */
class PlainNodeTests {

    private static <S extends Record> Map<String, Object> output(NodeKind<S> kind, String settings, TestStep step) {
        return kind.run(TestStep.settings(kind, settings), step).output();
    }

    @Test
    void endCompletesARunUnlessItsAuthorSaysOtherwise() {
        assertThat(output(new EndNode(), "{}", TestStep.message("x"))).containsEntry("status", "completed");
        assertThat(output(new EndNode(), "{status: cancelled}", TestStep.message("x")))
                .containsEntry("status", "cancelled");
    }

    @Test
    void endRefusesAStatusNobodyKnows() {
        assertThatThrownBy(() -> TestStep.settings(new EndNode(), "{status: gone}"))
                .isInstanceOf(SettingsRejected.class)
                .hasMessageContainingAll("status", "'gone'", "completed");
    }

    @Test
    void setVariablesFillsInTemplatesAndKeepsOtherValues() {
        var kind = new SetVariablesNode();
        var settings = TestStep.settings(kind, "{assignments: {who: '{{userName}}！', count: 3, list: [a, b]}}");

        var outcome = kind.run(settings, TestStep.message("x"));

        var expected = Map.of("who", "张三！", "count", 3, "list", List.of("a", "b"));
        assertThat(outcome.named()).isEqualTo(expected);
        assertThat(outcome.output()).containsEntry("variables", expected);
        assertThat(settings.names()).containsExactlyInAnyOrder("who", "count", "list");
    }

    @Test
    void setVariablesSetsNothingByDefault() {
        assertThat(TestStep.settings(new SetVariablesNode(), "{}").names()).isEmpty();
    }

    @Test
    void triggerApiNamesTheFieldsOfItsInput() {
        var kind = new TriggerApiNode();
        var settings = TestStep.settings(kind, "{inputSchema: {type: object, properties: {text: {type: string}}}}");
        var step = TestStep.of(Map.of("metadata", Map.of("input", Map.of("text", "你好"))));

        var outcome = kind.run(settings, step);

        assertThat(outcome.named()).isEqualTo(Map.of("text", "你好"));
        assertThat(outcome.output()).containsEntry("input", Map.of("text", "你好"));
        assertThat(settings.names()).containsExactly("text");
    }

    @Test
    void triggerApiTakesEverythingByDefaultAndMayGetNothing() {
        var settings = TestStep.settings(new TriggerApiNode(), "{}");

        assertThat(settings.async()).isFalse();
        assertThat(settings.names()).isEmpty();
        assertThat(new TriggerApiNode().run(settings, TestStep.of(Map.of())).named())
                .isEmpty();
    }

    @Test
    void triggerWebhookHandsOnTheMessage() {
        var step = TestStep.message("你好");

        assertThat(output(new TriggerWebhookNode(), "{}", step)).containsEntry("message", step.context("message"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{webhookUrl: /elsewhere}",
                "{verifySignature: false}",
                "{idempotencyCheck: false}",
                "{responseMode: later}",
                "{unknown: 1}"
            })
    void triggerWebhookRefusesWhatItCannotDo(String settings) {
        assertThatThrownBy(() -> TestStep.settings(new TriggerWebhookNode(), settings))
                .isInstanceOf(SettingsRejected.class)
                .hasMessageContaining(settings.substring(1, settings.indexOf(':')));
    }

    @ParameterizedTest
    @CsvSource({
        "auto,    true,  true,  '',   测试群, group_at_user, 张三",
        "auto,    true,  false, '',   测试群, group_chat,    ''",
        "auto,    false, false, '',   张三,   private_chat,  ''",
        "group,   true,  true,  '',   测试群, group_chat,    ''",
        "group,   true,  true,  备注, 备注,   group_chat,    ''",
        "private, true,  true,  '',   张三,   private_chat,  ''",
        "atUser,  true,  false, '',   测试群, group_at_user, 张三"
    })
    void dispatchChoosesTheChatAndTheAddressee(
            String strategy, boolean group, boolean atMe, String remark, String target, String type, String at) {
        var step = TestStep.message("x", Map.of("isGroup", group, "atMe", atMe, "groupRemark", remark));

        var output = output(new MessageDispatchNode(), "{strategy: " + strategy + "}", step);

        assertThat(output)
                .containsEntry("targetName", target)
                .containsEntry("replyType", type)
                .containsEntry("atList", at.isEmpty() ? List.of() : List.of(at));
    }

    @Test
    void dispatchTellsTheNodesThatFollowWhomToAddress() {
        var kind = new MessageDispatchNode();

        var outcome = kind.run(TestStep.settings(kind, "{strategy: atUser}"), TestStep.message("x"));

        assertThat(outcome.told()).containsEntry("atList", List.of("张三"));
    }

    @Test
    void dispatchFailsForGoodWhenThereIsNoChat() {
        var kind = new MessageDispatchNode();
        var settings = TestStep.settings(kind, "{strategy: group}");

        assertThatThrownBy(() -> kind.run(settings, TestStep.of(Map.of())))
                .isInstanceOf(dev.serai.engine.NodeFailed.class)
                .hasMessageContainingAll("no group", "strategy")
                .extracting(failure -> ((dev.serai.engine.NodeFailed) failure).retryable())
                .isEqualTo(false);
    }

    @Test
    void dispatchRefusesAStrategyNobodyKnows() {
        assertThatThrownBy(() -> TestStep.settings(new MessageDispatchNode(), "{strategy: everybody}"))
                .isInstanceOf(SettingsRejected.class)
                .hasMessageContaining("strategy");
    }

    @ParameterizedTest
    @CsvSource({
        "运营小王, '', operation, 1.0",
        "群助理, '', group_assistant, 1.0",
        "售后小李, '', after_sales, 1.0",
        "小助手, '', robot, 1.0",
        "李四, u9, operation, 1.0",
        "李四, '', user, 0.6"
    })
    void senderIsKnownByNameOrById(String name, String id, String role, double confidence) {
        var lists = "{operationUserIdList: [运营小王, u9], groupAssistantUserIdList: [群助理],"
                + " afterSalesUserIdList: [售后小李], robotIdList: [小助手]}";
        var step = TestStep.of(Map.of("userName", name, "userId", "h1", "message", Map.of("senderId", id)));

        assertThat(output(new SenderIdentifyNode(), lists, step))
                .containsEntry("senderRole", role)
                .containsEntry("senderUserName", name)
                .containsEntry("senderUserId", id.isEmpty() ? "h1" : id)
                .containsEntry("confidence", confidence);
    }

    @Test
    void theRobotItselfIsARobotWhateverTheListsSay() {
        var step = TestStep.message("x", Map.of("metadata", Map.of("fromSelf", true)));

        assertThat(output(new SenderIdentifyNode(), "{operationUserIdList: [张三]}", step))
                .containsEntry("senderRole", "robot");
    }

    @Test
    void aSenderWithoutANameIsAUser() {
        assertThat(output(new SenderIdentifyNode(), "{operationUserIdList: ['']}", TestStep.of(Map.of())))
                .containsEntry("senderRole", "user");
    }

    @Test
    void commandStatusTellsHowFarTheCommandHasCome() {
        var commands = new FakeCommands();
        commands.statuses.put("send1", CommandStatus.SUCCEEDED);
        var kind = new CommandStatusNode(commands);

        assertThat(output(kind, "{}", TestStep.of(Map.of("sendId", "send1"))))
                .containsEntry("commandStatus", "succeeded");
    }

    @Test
    void commandStatusOfACommandThatIsNotStoredYetIsWhatTheRunKnows() {
        var kind = new CommandStatusNode(new FakeCommands());

        assertThat(output(kind, "{}", TestStep.of(Map.of("sendId", "send1", "commandStatus", "sent"))))
                .containsEntry("commandStatus", "sent");
        assertThat(output(kind, "{}", TestStep.of(Map.of("sendId", "send1"))))
                .containsEntry("commandStatus", "pending");
    }
}
