package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.engine.Write;
import dev.serai.task.StaffStatus;
import dev.serai.task.TaskStatus;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code operation_track}, {@code staff_activity_record} and {@code after_sales_task_check}. */
class StaffNodeTests {

    private static final People PEOPLE = new People();

    private final People.Chat chat = PEOPLE.chat();

    @AfterAll
    static void close() throws Exception {
        PEOPLE.close();
    }

    private Map<String, Object> track() {
        return PEOPLE.jdbc
                .sql("select * from task.track_tasks where robot_id = ?")
                .param(chat.robot)
                .query()
                .singleRow();
    }

    @Test
    void tracksWhatOperationWantsOfWhomAndUntilWhen() {
        chat.staff("售后小李", "after_sales", StaffStatus.ONLINE);

        var outcome = PEOPLE.run(PEOPLE.track, "{}", chat.says("运营小王", "operation", "@售后小李 请今天配合完成客户回访"));

        assertThat(outcome.output())
                .containsEntry("targetUserId", "id 售后小李")
                .containsEntry("requirement", "@售后小李 请今天配合完成客户回访")
                .containsEntry("deadline", TestStep.NOON.plusSeconds(600).toString());
        assertThat(track())
                .containsEntry(
                        "id", UUID.fromString(String.valueOf(outcome.output().get("trackTaskId"))))
                .containsEntry("priority", "critical")
                .containsEntry("auto_cancel", true)
                .containsEntry("status", "pending");
    }

    @ParameterizedTest
    @CsvSource({
        "@张三 请配合一下,           张三",
        "@机器人 @张三，请配合,      张三",
        "请售后小李配合一下,         id 售后小李",
        "请售后小李子配合一下,       id 售后小李子",
        "请大家配合一下,             ''"
    })
    void findsOutWhoIsToDoIt(String content, String target) {
        chat.staff("售后小李", "after_sales", StaffStatus.ONLINE);
        chat.staff("售后小李子", "after_sales", StaffStatus.ONLINE);
        var step = chat.says("运营小王", "operation", content, Map.of("robotName", "机器人"));

        assertThat(PEOPLE.run(PEOPLE.track, "{}", step).output()).containsEntry("targetUserId", target);
    }

    @Test
    void aMessageWithoutAKeywordAsksForNothing() {
        var outcome = PEOPLE.run(PEOPLE.track, "{}", chat.says("运营小王", "operation", "大家早上好"));

        assertThat(outcome.writes()).isEmpty();
        assertThat(outcome.output()).containsEntry("trackTaskId", null).containsEntry("deadline", null);
    }

    @Test
    void whatItsAuthorSetsCounts() {
        var settings = "{priority: info, detectKeywords: [请], responseTimeout: 30m, autoCancelWhenResponded: false}";
        PEOPLE.run(PEOPLE.track, settings, chat.says("运营小王", "operation", "请看一下"));

        assertThat(track()).containsEntry("priority", "info").containsEntry("auto_cancel", false);
    }

    @Test
    void aTrackIsCancelledWhenTheStaffAnswers() {
        chat.staff("售后小李", "after_sales", StaffStatus.ONLINE);
        PEOPLE.run(PEOPLE.track, "{}", chat.says("运营小王", "operation", "@售后小李 请配合完成回访"));
        var later = Map.<String, Object>of(
                "message", Map.of("content", "收到", "timestamp", "2026-11-21T12:00:09Z", "groupName", "测试群"));

        PEOPLE.run(PEOPLE.record, "{}", chat.says("别人", "after_sales", "", later));
        assertThat(track()).containsEntry("status", "pending");
        PEOPLE.run(PEOPLE.record, "{}", chat.says("售后小李", "after_sales", "", later));

        assertThat(track()).containsEntry("status", "cancelled");
    }

    @Test
    void aTrackOfACustomerIsCancelledAtTheEndOfTheirRun() {
        PEOPLE.run(PEOPLE.track, "{}", chat.says("运营小王", "operation", "@张三 请配合"));
        var later = Map.<String, Object>of("message", Map.of("content", "好", "timestamp", "2026-11-21T12:00:09Z"));

        PEOPLE.run(PEOPLE.update, "{}", chat.says("张三", "user", "", later));

        assertThat(track()).containsEntry("status", "cancelled");
    }

    @Test
    void staffWhoSpeakAreOnlineAndRemembered() {
        var outcome = PEOPLE.run(PEOPLE.record, "{}", chat.says("售后小李", "after_sales", "大家好"));

        assertThat(outcome.output()).containsEntry("staffStatus", "online");
        assertThat(PEOPLE.tasks.staff.find(chat.robot, "售后小李").orElseThrow().status())
                .isEqualTo(StaffStatus.ONLINE);
        assertThat(PEOPLE.jdbc
                        .sql("select id::text from task.staff_activities where session_id = ?")
                        .param(chat.session)
                        .query(String.class)
                        .list())
                .isEqualTo(List.of(outcome.output().get("activityId")));
    }

    @Test
    void busyStaffStayBusyWhenTheySpeak() {
        chat.staff("售后小李", "after_sales", StaffStatus.BUSY);

        assertThat(PEOPLE.run(PEOPLE.record, "{}", chat.says("售后小李", "after_sales", "大家好"))
                        .output())
                .containsEntry("staffStatus", "busy");
    }

    @ParameterizedTest
    @CsvSource({"'', message", "pending, response", "in_progress, response", "completed, completion"})
    void anActivityIsKeptIfItsKindIsAskedFor(String task, String kind) {
        var step = chat.says(
                "售后小李",
                "after_sales",
                "你好",
                Map.of("pendingAfterSalesTask", Map.of("status", task, "taskId", chat.session.toString())));

        assertThat(PEOPLE.run(PEOPLE.record, "{activityTypes: [" + kind + "]}", step)
                        .output())
                .doesNotContainEntry("activityId", null);
        var none = PEOPLE.run(PEOPLE.record, "{activityTypes: [], updateStatus: false}", step);
        assertThat(none.output()).containsEntry("activityId", null);
        assertThat(none.writes())
                .extracting(Write::endpoint)
                .doesNotContain(PEOPLE.tasks.staff.activityEndpoint(), PEOPLE.tasks.staff.staffEndpoint());
    }

    @Test
    void staffTakeThePendingTaskOfTheChatAndItWaitsForTheCustomer() {
        var task = chat.task(TaskStatus.PENDING, 60);
        var told = PEOPLE.run(PEOPLE.check, "{}", chat.says("售后小李", "after_sales", "您好，请问订单号是多少"))
                .told();

        PEOPLE.run(PEOPLE.record, "{}", chat.says("售后小李", "after_sales", "您好，请问订单号是多少", Map.copyOf(told)));

        assertThat(PEOPLE.tasks.afterSales.open(chat.session)).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo(task);
            assertThat(one.status()).isEqualTo(TaskStatus.WAITING_USER_RESPONSE);
            assertThat(one.assigneeName()).isEqualTo("售后小李");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "在的，您说,       张三,     user,            PENDING,               true,  true",
        "好的,             张三,     user,            WAITING_USER_RESPONSE, true,  true",
        "好的,             张三,     '',              PENDING,               true,  true",
        "马上,             售后小李, after_sales,     PENDING,               true,  true",
        "今天天气不错,     张三,     user,            PENDING,               false, false",
        "可以退款吗？,     张三,     user,            PENDING,               false, false",
        "好的,             李四,     user,            PENDING,               false, false",
        "好的,             运营小王, operation,       PENDING,               false, false",
        "好的,             小助手,   robot,           PENDING,               false, false",
        "好的,             张三,     user,            IN_PROGRESS,           false, false",
    })
    void tellsWhetherAMessageAnswersATask(
            String content, String name, String role, TaskStatus status, boolean answers, boolean routed) {
        var task = chat.task(status, 60);

        var outcome = PEOPLE.run(PEOPLE.check, "{}", chat.says(name, role, content));

        assertThat(outcome.output())
                .containsEntry("isAfterSalesResponse", answers)
                .containsEntry("routeToAfterSales", routed);
        if (answers) {
            assertThat(outcome.output()).containsEntry("afterSalesTaskId", task.toString());
            assertThat(outcome.told())
                    .containsEntry(
                            "pendingAfterSalesTask",
                            Map.of("taskId", task.toString(), "taskType", "complaint", "status", status.word()));
        }
        assertThat(outcome.writes()).isEmpty();
    }

    @Test
    void anAnswerIsRoutedOnlyIfItsAuthorWants() {
        chat.task(TaskStatus.PENDING, 60);

        assertThat(PEOPLE.run(PEOPLE.check, "{autoRouteToAfterSales: false}", chat.says("张三", "user", "好的"))
                        .output())
                .containsEntry("isAfterSalesResponse", true)
                .containsEntry("routeToAfterSales", false);
    }

    @ParameterizedTest
    @CsvSource({"售后小李, after_sales, 已经搞定了, completed", "张三, user, 可以了，谢谢, completed", "张三, user, 还没搞定, pending"})
    void whoSaysItIsDoneCompletesTheTask(String name, String role, String content, String status) {
        var task = chat.task(TaskStatus.PENDING, 60);

        var outcome = PEOPLE.run(PEOPLE.check, "{}", chat.says(name, role, content));

        assertThat(chat.status(task)).isEqualTo(status);
        assertThat(outcome.output())
                .containsEntry("isAfterSalesResponse", status.equals("completed"))
                .containsEntry("routeToAfterSales", false);
    }

    @Test
    void aTaskInWorkCanBeCompletedToo() {
        var task = chat.task(TaskStatus.IN_PROGRESS, 60);

        PEOPLE.run(PEOPLE.check, "{}", chat.says("售后小李", "after_sales", "完成了"));

        assertThat(chat.status(task)).isEqualTo("completed");
    }
}
