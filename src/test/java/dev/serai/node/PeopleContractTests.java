package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.engine.Effect;
import dev.serai.engine.NodeKind;
import dev.serai.flow.SettingsRejected;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for every node type about people: names, settings, and outputs that are all announced. */
class PeopleContractTests {

    private static final People PEOPLE = new People();
    private static final Map<String, Set<String>> OUTPUTS = Map.of(
            "context_load", Set.of("userProfile", "history", "group", "staff"),
            "after_sales_task_check", Set.of("isAfterSalesResponse", "afterSalesTaskId", "routeToAfterSales"),
            "session_update", Set.of("sessionStatus"),
            "collaboration_analyze", Set.of("responseTimes", "unanswered", "participation"),
            "operation_track", Set.of("trackTaskId", "targetUserId", "requirement", "deadline"),
            "staff_activity_record", Set.of("activityId", "staffStatus"),
            "after_sales_response_detect",
                    Set.of("hasResponded", "responseTime", "responseContent", "botComfortSent", "staffNotified"));

    @AfterAll
    static void close() throws Exception {
        PEOPLE.close();
    }

    private static NodeKind<?> kind(String name) {
        return PEOPLE.kinds().stream()
                .filter(kind -> kind.type().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void namesAndOutputsAreThoseOfTheSpecification() {
        assertThat(PEOPLE.kinds()).hasSize(OUTPUTS.size()).allSatisfy(kind -> assertThat(
                        kind.type().outputs())
                .isEqualTo(OUTPUTS.get(kind.type().name())));
    }

    @Test
    void eachRunsWithoutSettingsInAnyConversationAndTellsAllItAnnounced() {
        for (var kind : PEOPLE.kinds()) {
            assertThat(PEOPLE.run(kind, "{}", PEOPLE.chat().says("张三", "user", "你好"))
                            .output())
                    .as(kind.type().name())
                    .containsOnlyKeys(kind.type().outputs());
            assertThat(kind.effect()).isEqualTo(Effect.NONE);
        }
    }

    @Test
    void eachBearsAMessageOfWhichNothingIsKnown() {
        for (var kind : PEOPLE.kinds()) {
            assertThat(kind.type().outputs())
                    .containsAll(PEOPLE.run(kind, "{}", TestStep.of(Map.of()))
                            .output()
                            .keySet());
        }
    }

    @Test
    void theDefaultsAreThoseOfTheSpecification() {
        assertThat(kind("context_load")).isNotNull();
        assertThat(TestStep.settings(PEOPLE.load, "{}")).isEqualTo(new ContextLoadNode.Settings(true, 10, true, true));
        var check = TestStep.settings(PEOPLE.check, "{}");
        assertThat(check.responseKeywords()).containsExactly("在的", "来了", "好的", "收到", "马上", "可以", "行", "是的");
        assertThat(check.completionKeywords()).containsExactly("完成了", "搞定", "可以了", "完成");
        assertThat(check.autoRouteToAfterSales()).isTrue();
        assertThat(check.pendingTaskStatus()).containsExactly("pending", "waiting_user_response");
        assertThat(TestStep.settings(PEOPLE.update, "{}"))
                .isEqualTo(new SessionUpdateNode.Settings(null, true, true, true));
        assertThat(TestStep.settings(PEOPLE.analyze, "{}").window()).hasMinutes(30);
        var track = TestStep.settings(PEOPLE.track, "{}");
        assertThat(track.priority()).isEqualTo("critical");
        assertThat(track.detectKeywords()).containsExactly("要求", "配合", "完成", "任务");
        assertThat(track.responseTimeout()).hasSeconds(600);
        assertThat(track.autoCancelWhenResponded()).isTrue();
        assertThat(TestStep.settings(PEOPLE.record, "{}").updateStatus()).isTrue();
        var detect = TestStep.settings(PEOPLE.detect, "{}");
        assertThat(detect.responseKeywords()).isEqualTo(check.responseKeywords());
        assertThat(detect.timeoutMinutes()).isEqualTo(10);
        assertThat(detect.notifyStaffOnResponse()).isTrue();
        assertThat(detect.enableBotComfort()).isTrue();
        assertThat(detect.useEmojis()).isTrue();
        assertThat(detect.atUser()).isTrue();
    }

    @Test
    void theComfortingTextsCallTheCustomerByName() {
        var texts = TestStep.settings(PEOPLE.detect, "{}").comfortMessageTemplates();

        assertThat(texts.online()).startsWith("{userName}，").contains("马上", "👍");
        assertThat(texts.busy()).startsWith("{userName}，").contains("正在处理", "⏳");
        assertThat(texts.offline()).startsWith("{userName}，").contains("通知", "🔔");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "context_load                | {historyLength: 51}                          | historyLength",
                "context_load                | {historyLength: -1}                          | historyLength",
                "context_load                | {profile: maybe}                             | profile",
                "after_sales_task_check      | {responseKeywords: ['']}                     | responseKeywords",
                "after_sales_task_check      | {completionKeywords: [' ']}                  | completionKeywords",
                "after_sales_task_check      | {pendingTaskStatus: [completed]}             | pendingTaskStatus",
                "session_update              | {status: gone}                               | status",
                "collaboration_analyze       | {window: 0s}                                 | window",
                "collaboration_analyze       | {window: 8d}                                 | window",
                "operation_track             | {priority: high}                             | priority",
                "operation_track             | {responseTimeout: 0}                         | responseTimeout",
                "operation_track             | {detectKeywords: ['']}                       | detectKeywords",
                "staff_activity_record       | {activityTypes: [sleep]}                     | activityTypes",
                "after_sales_response_detect | {timeoutMinutes: 0}                          | timeoutMinutes",
                "after_sales_response_detect | {comfortMessageTemplates: {busy: ' '}}       | comfortMessageTemplates",
                "after_sales_response_detect | {comfortMessageTemplates: {away: '{userName}，稍等'}} | away",
                "after_sales_response_detect | {responseKeyword: [好的]}                    | responseKeyword"
            })
    void wrongSettingsAreRefusedByName(String kind, String settings, String field) {
        assertThatThrownBy(() -> TestStep.settings(kind(kind), settings))
                .isInstanceOf(SettingsRejected.class)
                .hasMessageContaining(field);
    }
}
