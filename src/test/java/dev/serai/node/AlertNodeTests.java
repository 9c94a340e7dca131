package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.alert.AlertFixture;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.Outcome;
import dev.serai.engine.RunId;
import dev.serai.flow.SettingsRejected;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The node types that raise alerts and tell people. */
class AlertNodeTests {

    private static final HikariDataSource DATABASE = TestDatabase.fresh();
    private static final String RISK = "{level: critical, code: message_risk}";

    private final FakeCommands commands = new FakeCommands();
    private AlertFixture fixture;
    private AlertSaveNode save;
    private AlertRuleNode rule;
    private ExecuteNotificationNode notify;

    @BeforeEach
    void start() throws Exception {
        fixture = new AlertFixture(
                DATABASE, Map.of("ops", "feishu http://127.0.0.1:1/x", "night", "feishu http://127.0.0.1:1/y"));
        save = new AlertSaveNode(fixture.alerts);
        rule = new AlertRuleNode(fixture.rules, fixture.alerts);
        notify = new ExecuteNotificationNode(fixture.notifications, commands);
    }

    @AfterEach
    void stop() {
        fixture.forget();
        fixture.close();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    /** A step of a run of its own, so many seconds after noon. */
    private static TestStep step(int run, long seconds, Map<String, Object> more) {
        var step = TestStep.message("你们是骗子", more);
        return new TestStep(new RunId(new UUID(7, run)), "here", step.scope(), TestStep.NOON.plusSeconds(seconds));
    }

    private Outcome raise(String settings, TestStep step) {
        var outcome = save.run(TestStep.settings(save, settings), step);
        fixture.store(outcome.writes());
        return outcome;
    }

    /** Raises an alert in a run and asks the rules about it, in one go as a run does. */
    private Outcome ask(String raised, String rules, int run, long seconds, String session) {
        var begun = step(run, seconds, Map.of("sessionId", session));
        var saved = save.run(TestStep.settings(save, raised), begun);
        var context = new HashMap<String, Object>(saved.told());
        context.putAll(saved.output());
        var asked = rule.run(
                TestStep.settings(rule, rules),
                new TestStep(begun.run(), "rule", step(run, seconds, context).scope(), begun.now()));
        fixture.store(saved.writes());
        fixture.store(asked.writes());
        return asked;
    }

    @Test
    void anAlertIsStoredWithWhatIsKnown() {
        var outcome = raise(RISK, step(1, 0, Map.of()));

        assertThat(fixture.texts("select level || ' ' || code || ' ' || (data ->> 'content') || ' ' ||"
                        + " (data ->> 'userName') || ' ' || (data ->> 'groupName') from alert.alert_history"))
                .containsExactly("critical message_risk 你们是骗子 张三 测试群");
        assertThat(outcome.told())
                .containsEntry("alertLevel", "critical")
                .containsEntry("alertCode", "message_risk")
                .containsEntry(
                        "alertInfo", Map.of("hasAlert", true, "alertLevel", "critical", "alertType", "message_risk"));
        assertThat(outcome.output().get("alertId"))
                .isEqualTo(fixture.texts("select id::text from alert.alert_history")
                        .getFirst());
    }

    @Test
    void theSameWithinTenMinutesIsARepeat() {
        var first = raise(RISK, step(1, 0, Map.of())).output();
        var again = raise(RISK, step(2, 500, Map.of())).output();
        var elsewhere = raise(RISK, step(3, 500, Map.of("sessionId", "other"))).output();
        var later = raise(RISK, step(4, 601, Map.of())).output();

        assertThat(again).isEqualTo(first);
        assertThat(elsewhere).isNotEqualTo(first);
        assertThat(later).isNotEqualTo(first);
        assertThat(fixture.texts("select count(*)::text from alert.occurrences"))
                .containsExactly("4");
        assertThat(fixture.texts("select count(*)::text from alert.alert_history"))
                .containsExactly("3");
    }

    @Test
    void twoRunsAtTheSameTimeRaiseOneAlert() {
        var settings = TestStep.settings(save, RISK);

        var one = save.run(settings, step(1, 0, Map.of()));
        var two = save.run(settings, step(2, 1, Map.of()));
        fixture.store(one.writes());
        fixture.store(two.writes());
        fixture.store(two.writes());

        assertThat(two.output()).isEqualTo(one.output());
        assertThat(fixture.texts("select count(*)::text from alert.alert_history"))
                .containsExactly("1");
        assertThat(fixture.texts("select count(*)::text from alert.occurrences"))
                .containsExactly("2");
    }

    @Test
    void keepsWhatASenderWroteToTheLetterAsFarAsItCanBeKept() {
        raise("{code: 'c:{{userName}}', data: {said: ['{{message.content}}']}}", hostile());

        assertThat(fixture.texts("select code || ' ' || (data -> 'said' ->> 0) from alert.alert_history"))
                .containsExactly("c:张三 '; drop table x; -- \"{{y}}\" 坏 字 \\u0000 \\ ");
    }

    private static TestStep hostile() {
        var step = TestStep.message("'; drop table x; -- \"{{y}}\" 坏\0字 \\u0000 \\\0");
        return new TestStep(step.run(), "here", step.scope(), step.now());
    }

    @Test
    void anAlertIsAcknowledgedOnce() {
        var id = UUID.fromString(
                raise(RISK, step(1, 0, Map.of())).output().get("alertId").toString());

        assertThat(fixture.alerts.acknowledge(id, "运营小王")).isTrue();
        assertThat(fixture.alerts.acknowledge(id, "别人")).isFalse();
        assertThat(fixture.texts("select acknowledged_by from alert.alert_history"))
                .containsExactly("运营小王");
    }

    @Test
    void aRuleHoldsOnceForTheSameAlert() {
        var rules = "{rules: [{name: risk, level: warning}]}";

        var first = ask(RISK, rules, 1, 0, "s1").output();
        var again = ask(RISK, rules, 2, 10, "s1").output();
        var elsewhere = ask(RISK, rules, 3, 10, "s2").output();
        var later = ask(RISK, rules, 4, 700, "s1").output();

        assertThat(first).containsEntry("matchedRules", List.of("risk")).containsEntry("actions", List.of("notify"));
        assertThat(again).containsEntry("matchedRules", List.of()).containsEntry("actions", List.of());
        assertThat(elsewhere).containsEntry("matchedRules", List.of("risk"));
        assertThat(later).containsEntry("matchedRules", List.of("risk"));
    }

    @Test
    void askedAgainInTheSameRunARuleSaysTheSame() {
        var rules = "{rules: [{level: info}]}";

        assertThat(ask(RISK, rules, 1, 0, "s1").output())
                .isEqualTo(ask(RISK, rules, 1, 0, "s1").output())
                .containsEntry("matchedRules", List.of("rule-1"));
        assertThat(fixture.texts("select count(*)::text from alert.rule_matches"))
                .containsExactly("1");
    }

    @Test
    void aRuleThatCountsHoldsFromItsThresholdOnAndEscalates() {
        var raised = "{level: warning, code: complaint}";
        var rules = "{rules: [{name: many, threshold: 3, window: 5m, escalate: 5, actions: [call]}]}";
        var told = new java.util.ArrayList<Object>();

        for (int i = 1; i <= 6; i++) {
            told.add(ask(raised, rules, i, i * 10L, "s" + i).output().get("actions"));
        }

        assertThat(told)
                .containsExactly(
                        List.of(), List.of(), List.of("call"), List.of(), List.of("call", "escalate"), List.of());
        assertThat(fixture.texts("select level from alert.alert_history where escalated_at is not null"))
                .containsExactly("critical");
        assertThat(ask(raised, rules, 9, 4000, "s9").output()).containsEntry("actions", List.of());
    }

    @Test
    void aRuleIsForItsLevelAndItsCode() {
        var rules = "{rules: [{name: grave, level: critical}, {name: other, code: else}, {name: mine, code: c}]}";

        assertThat(ask("{level: warning, code: c}", rules, 1, 0, "s").output())
                .containsEntry("matchedRules", List.of("mine"));
    }

    @Test
    void withoutRulesOfItsOwnANodeAsksTheStoredOnes() {
        assertThat(ask(RISK, "{}", 1, 0, "s").output()).containsEntry("matchedRules", List.of("critical"));
        assertThat(ask("{level: warning, code: c}", "{}", 2, 0, "s").output()).containsEntry("matchedRules", List.of());
    }

    @Test
    void askingWithoutAnAlertFailsForGood() {
        var settings = TestStep.settings(rule, "{}");

        assertThatThrownBy(() -> rule.run(settings, TestStep.message("x")))
                .isInstanceOf(NodeFailed.class)
                .hasMessageContaining("alert_save");
    }

    private Outcome tell(String settings, Map<String, Object> context) {
        return notify.run(TestStep.settings(notify, settings), TestStep.message("骗子", context));
    }

    @Test
    void everybodyOfAChannelIsToldOnce() {
        var alert = Map.<String, Object>of("alertId", new UUID(1, 2).toString());

        var outcome = tell(
                "{channels: [popup, feishu, robot], recipients: ['robot:运维群'], template: '{{userName}}：{{message.content}}'}",
                alert);
        fixture.store(outcome.writes());
        fixture.store(tell("{channels: [feishu, feishu]}", alert).writes());

        assertThat(outcome.output())
                .containsEntry("notified", List.of("popup:*", "feishu:night", "feishu:ops", "robot:运维群"));
        assertThat(fixture.texts("select channel || ':' || recipient || ' ' || status || ' ' || content"
                        + " from alert.notifications order by 1"))
                .containsExactly(
                        "feishu:night pending 张三：骗子",
                        "feishu:ops pending 张三：骗子",
                        "popup:* sent 张三：骗子",
                        "robot:运维群 sent 张三：骗子");
        assertThat(commands.taken)
                .singleElement()
                .returns("demo", command -> command.robot())
                .returns(new UUID(1, 2) + ":here:robot:运维群", command -> command.key());
    }

    @Test
    void withoutAnAlertEachRunTellsForItself() {
        fixture.store(tell("{}", Map.of()).writes());

        assertThat(fixture.texts("select key from alert.notifications"))
                .containsExactly(TestStep.message("").run() + ":here:popup:*");
    }

    @Test
    void aHookNobodyConfiguredFailsForGood() {
        assertThatThrownBy(() -> tell("{channels: [wecom]}", Map.of()))
                .isInstanceOf(NodeFailed.class)
                .hasMessageContaining("serai.alert.hooks");
        assertThatThrownBy(() -> tell("{channels: [email], recipients: [a@b.c]}", Map.of()))
                .isInstanceOf(NodeFailed.class)
                .hasMessageContaining("serai.alert.mail.host");
        assertThatThrownBy(() -> tell("{channels: [feishu], recipients: [day]}", Map.of()))
                .isInstanceOf(NodeFailed.class)
                .hasMessageContaining("[night, ops], not [day]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{channels: []}",
                "{channels: [email]}",
                "{channels: [email], recipients: ['email:nobody']}",
                "{channels: [email], recipients: [\"a@b.c\\nBcc: x@y.z\"]}",
                "{channels: [pigeon]}",
                "{channels: [robot]}",
                "{channels: [robot], recipients: ['feishu:ops']}",
                "{recipients: ['popup:']}",
                "{template: '{{'}"
            })
    void notificationRefusesWrongSettings(String settings) {
        assertThatThrownBy(() -> TestStep.settings(notify, settings)).isInstanceOf(SettingsRejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{code: ' '}", "{code: c, level: fatal}", "{code: c, data: 1}"})
    void alertRefusesWrongSettings(String settings) {
        assertThatThrownBy(() -> TestStep.settings(save, settings)).isInstanceOf(SettingsRejected.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{rules: [{threshold: 0}]}",
                "{rules: [{threshold: 3, escalate: 2}]}",
                "{rules: [{window: 0s}]}",
                "{rules: [{level: fatal}]}",
                "{rules: [{name: a}, {name: a}]}",
                "{rules: [{limit: 1}]}"
            })
    void ruleRefusesWrongSettings(String settings) {
        assertThatThrownBy(() -> TestStep.settings(rule, settings)).isInstanceOf(SettingsRejected.class);
    }
}
