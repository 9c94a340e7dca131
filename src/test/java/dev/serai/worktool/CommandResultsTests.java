package dev.serai.worktool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.queue.Delivery;
import dev.serai.queue.Envelope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What robots report, called back or asked for, and the commands it belongs to. */
class CommandResultsTests {

    private static final String RESULT_ROW = """
            {"robotId":"wt_demo","messageId":"%s","type":203,"apiSend":1,"rawMsg":"{}","rawSuccess":%d,
             "errorReason":"%s","runTime":"2026-08-01T11:00:00","timeCost":4.5,
             "successList":"%s","failList":"[]"}""";

    private final HandClock clock = new HandClock();
    private final UUID run = UUID.randomUUID();
    private OutboundBench bench;
    private ResultReceiver receiver;

    @BeforeEach
    void open() throws Exception {
        bench = new OutboundBench(clock);
        receiver = new ResultReceiver(bench.results, bench.news);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aResultFinishesItsCommandAndTellsItsRun() {
        var sendId = sent();

        receive(result(messageId(sendId), 0, "", "[\"客户A-测试群\"]", "[]"));

        var command = bench.find(sendId);
        assertThat(command.status()).isEqualTo(CommandStatus.SUCCEEDED);
        assertThat(command.result()).isEqualTo(new CommandResult(0, "", List.of("客户A-测试群"), List.of()));
        assertThat(bench.events).containsExactly(new CommandFinished(sendId, run, "n1", CommandStatus.SUCCEEDED));
    }

    @Test
    void aPartialFailureNamesWhoWasNotReached() {
        var sendId = sent();

        receive(result(messageId(sendId), 201102, "发送成功: 群A 发送失败: 群B", "[\"群A\"]", "[\"群B\"]"));

        var command = bench.find(sendId);
        assertThat(command.status()).isEqualTo(CommandStatus.PARTIAL);
        assertThat(command.result())
                .isEqualTo(new CommandResult(201102, "发送成功: 群A 发送失败: 群B", List.of("群A"), List.of("群B")));
        assertThat(command.error()).contains("201102", "send again to the targets that were not reached");
    }

    @Test
    void aFailureWithoutListsIsAFailure() {
        var sendId = sent();

        receive("{\"messageId\":\"" + messageId(sendId) + "\",\"errorCode\":\"201101\",\"errorReason\":null}");

        assertThat(bench.status(sendId)).isEqualTo(CommandStatus.FAILED);
    }

    @Test
    void aSecondResultChangesNothingAndTellsNothing() {
        var sendId = sent();
        receive(result(messageId(sendId), 0, "", "[\"群\"]", "[]"));

        receive(result(messageId(sendId), 201102, "x", "[]", "[\"群\"]"));

        assertThat(bench.status(sendId)).isEqualTo(CommandStatus.SUCCEEDED);
        assertThat(bench.events).hasSize(1);
        assertThat(unmatched()).isZero();
    }

    @Test
    void aSecondDeliveryTellsTheNewsAgainForTheFirstMayHaveDied() {
        var sendId = sent();
        var payload = result(messageId(sendId), 0, "", "[\"群\"]", "[]");
        receive(payload);

        receiver.receive(new Delivery(envelope(payload), 2, true));

        assertThat(bench.events).hasSize(2);
    }

    @Test
    void aResultThatComesBeforeTheIdIsKnownIsNotLost() {
        bench.workTool.onTaken = call -> receive(result(call.messageId(), 0, "", "[\"群\"]", "[]"));
        bench.sender.ready();

        var sendId =
                bench.enqueue(NewCommand.text("k", "demo", "群", "你好", List.of()).askedBy(run, "n1"));

        await().until(() -> bench.status(sendId) == CommandStatus.SUCCEEDED);
        await().until(() -> !bench.events.isEmpty());
        assertThat(bench.events).containsExactly(new CommandFinished(sendId, run, "n1", CommandStatus.SUCCEEDED));
        assertThat(unmatched()).isZero();
    }

    @Test
    void aResultForSomebodyElsesCallIsKeptForADayOnly() {
        receive(result("190", 0, "", "[]", "[]"));
        clock.pass(Duration.ofDays(2));

        receive(result("191", 0, "", "[]", "[]"));

        assertThat(unmatched()).isEqualTo(1);
    }

    @Test
    void aResultThatIsMissingIsAskedForOneQuestionForAll() throws Exception {
        bench.sender.ready();
        var first = bench.enqueue("k1", "客户A-测试群", "一");
        var second = bench.enqueue("k2", "客户A-测试群", "二");
        await().until(() -> bench.status(second) == CommandStatus.SENT);
        row(messageId(first), 0, "", "[\\\"客户A-测试群\\\"]");
        row(messageId(second), 201101, "找不到", "[]");

        clock.pass(Duration.ofSeconds(61));

        await().until(() -> bench.status(second) == CommandStatus.FAILED);
        assertThat(bench.status(first)).isEqualTo(CommandStatus.SUCCEEDED);
        assertThat(bench.find(first).result().successList()).containsExactly("客户A-测试群");
        assertThat(bench.workTool.questions).hasSize(1);
        assertThat(bench.workTool.questions.getFirst()).startsWith("/robot/rawMsg/list?robotId=wt_demo%26key%3D1&");
    }

    @Test
    void aResultThatNeverComesIsAskedForThreeTimesAndThenLeftToAHuman() {
        bench.sender.ready();
        var sendId = bench.enqueue("k", "群", "你好");
        await().until(() -> bench.status(sendId) == CommandStatus.SENT);

        clock.pass(Duration.ofSeconds(59));
        await().during(Duration.ofMillis(100)).until(() -> bench.workTool.questions.isEmpty());
        for (int i = 1; i <= 3; i++) {
            int asked = i;
            clock.pass(Duration.ofSeconds(31));
            await().until(() -> checks(sendId) == asked);
        }
        clock.pass(Duration.ofMinutes(10));
        await().during(Duration.ofMillis(200)).until(() -> bench.workTool.questions.size() == 3);

        assertThat(bench.status(sendId)).isEqualTo(CommandStatus.SENT);
        assertThat(bench.find(sendId).error()).isEqualTo("unknown: WorkTool has reported no result.");
        receive(result(messageId(sendId), 0, "", "[\"群\"]", "[]"));
        assertThat(bench.status(sendId)).isEqualTo(CommandStatus.SUCCEEDED);
    }

    @Test
    void aQuestionThatIsThrottledIsNoCheck() {
        bench.workTool.throttleQuestions = true;
        bench.sender.ready();
        var sendId = bench.enqueue("k", "群", "你好");
        await().until(() -> bench.status(sendId) == CommandStatus.SENT);

        clock.pass(Duration.ofSeconds(61));

        await().until(() -> bench.workTool.questions.size() == 1);
        await().until(() -> bench.budget.tryAcquire().isEmpty());
        assertThat(checks(sendId)).isZero();
    }

    @Test
    void aListenerThatFailsDoesNotStopTheNews() {
        var news = new CommandNews(
                event -> {
                    throw new IllegalStateException("listener");
                },
                bench.meters);

        news.tell(List.of(new CommandFinished("s", null, null, CommandStatus.FAILED)));

        assertThat(bench.counted("failed")).isEqualTo(1);
    }

    @Test
    void reportsAboutARobotAreKeptAsTheyCameAndOnce() {
        var told = new ArrayList<Object>();
        var events = new EventReceiver(bench.jdbc, told::add);
        var envelope = Envelope.of(
                "worktool-event", "demo", "demo", "{\"type\":\"6\",\"body\":{\"状态\":\"离线\"}}", clock.instant());

        events.receive(new Delivery(envelope, 1, false));
        events.receive(new Delivery(envelope, 2, true));

        assertThat(events.serves("worktool-event")).isTrue();
        assertThat(bench.jdbc
                        .sql("select body from worktool.robot_event where robot = 'demo' and type = '6'")
                        .query(String.class)
                        .list())
                .containsExactly("{\"状态\":\"离线\"}");
        var offline = new RobotWentOffline(envelope.id(), "demo", clock.instant(), "{\"状态\":\"离线\"}");
        assertThat(told).containsExactly(offline, offline);
    }

    private String sent() {
        bench.sender.ready();
        var sendId = bench.enqueue(
                NewCommand.text("k", "demo", "客户A-测试群", "你好", List.of()).askedBy(run, "n1"));
        await().until(() -> bench.status(sendId) == CommandStatus.SENT);
        return sendId;
    }

    private String messageId(String sendId) {
        return bench.find(sendId).messageId();
    }

    private void receive(String payload) {
        assertThat(receiver.serves("worktool-result")).isTrue();
        receiver.receive(new Delivery(envelope(payload), 1, false));
    }

    private Envelope envelope(String payload) {
        return Envelope.of("worktool-result", "demo", "lane", payload, clock.instant());
    }

    private static String result(String messageId, int code, String reason, String success, String fail) {
        return "{\"messageId\":\"%s\",\"errorCode\":%d,\"errorReason\":\"%s\",\"successList\":%s,\"failList\":%s}"
                .formatted(messageId, code, reason, success, fail);
    }

    private void row(String messageId, int code, String reason, String success) throws Exception {
        bench.workTool.resultRows.add(
                JsonMapper.builder().build().readTree(RESULT_ROW.formatted(messageId, code, reason, success)));
    }

    private int checks(String sendId) {
        return bench.jdbc
                .sql("select checks from worktool.robot_commands where send_id = :sendId")
                .param("sendId", sendId)
                .query(Integer.class)
                .single();
    }

    private long unmatched() {
        return bench.jdbc
                .sql("select count(*) from worktool.unmatched_result")
                .query(Long.class)
                .single();
    }
}
