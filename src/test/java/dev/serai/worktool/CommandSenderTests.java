package dev.serai.worktool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands out, over real HTTP and a real database; time passes only when a test says so. */
class CommandSenderTests {

    private final HandClock clock = new HandClock();
    private OutboundBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new OutboundBench(clock);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void sendsWhatWasPutInLineAndKeepsTheMessageId() {
        bench.sender.ready();

        var sendId = bench.enqueue("run:node", "客户A-测试群", "你好\n已收到 “👍” \\ \"");

        await().until(() -> bench.status(sendId) == CommandStatus.SENT);
        var call = bench.workTool.taken.getFirst();
        assertThat(bench.find(sendId).messageId()).isEqualTo(call.messageId());
        assertThat(bench.find(sendId).attempts()).isEqualTo(1);
        assertThat(call.query()).isEqualTo("robotId=wt_demo%26key%3D1");
        assertThat(call.body()).startsWith("{\"socketType\":2,\"list\":[{");
        var command = StubWorkTool.command(call);
        assertThat(command.path("type").asInt()).isEqualTo(203);
        assertThat(command.path("titleList").path(0).asText()).isEqualTo("客户A-测试群");
        assertThat(command.path("receivedContent").asText().getBytes(StandardCharsets.UTF_8))
                .isEqualTo("你好\n已收到 “👍” \\ \"".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void sendsInTheOrderCommandsWerePutInLine() {
        var texts = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            texts.add("text " + i);
            bench.enqueue("key" + i, "群" + i % 3, "text " + i);
        }

        bench.sender.ready();

        await().until(() -> bench.workTool.texts().size() == 40);
        assertThat(bench.workTool.texts()).isEqualTo(texts);
    }

    @Test
    void takesAWishOnceHoweverOftenItIsPutInLine() {
        bench.enqueue("run:node", "群", "你好");
        bench.enqueue("run:node", "群", "你好");
        bench.sender.ready();
        bench.enqueue("run:node", "群", "你好");
        var last = bench.enqueue("other", "群", "再见");

        await().until(() -> bench.status(last) == CommandStatus.SENT);

        assertThat(bench.workTool.texts()).containsExactly("你好", "再见");
    }

    @Test
    void sendsALongTextInPartsInOrder() {
        var text = "第一句话。".repeat(500);
        bench.sender.ready();

        bench.enqueue("long", "群", text);

        await().until(() -> bench.workTool.texts().size() == 2);
        assertThat(String.join("", bench.workTool.texts())).isEqualTo(text);
    }

    @Test
    void aRefusalFailsTheCommandAndTellsItsRun() {
        var run = UUID.randomUUID();
        bench.workTool.answers.add("{\"code\":500,\"message\":\"机器人编号不存在\",\"data\":null}");
        bench.sender.ready();

        var sendId =
                bench.enqueue(NewCommand.text("k", "demo", "群", "你好", List.of()).askedBy(run, "n1"));

        await().until(() -> !bench.events.isEmpty());
        assertThat(bench.find(sendId).status()).isEqualTo(CommandStatus.FAILED);
        assertThat(bench.find(sendId).error()).contains("500", "机器人编号不存在");
        assertThat(bench.events).containsExactly(new CommandFinished(sendId, run, "n1", CommandStatus.FAILED));
    }

    @Test
    void aPassingRefusalIsTriedAgainAndThenFails() {
        for (int i = 0; i < 5; i++) {
            bench.workTool.answers.add("{\"code\":501000,\"message\":\"busy\"}");
        }
        bench.sender.ready();

        var sendId = bench.enqueue("k", "群", "你好");

        await().until(() -> bench.status(sendId) == CommandStatus.FAILED);
        assertThat(bench.find(sendId).attempts()).isEqualTo(5);
        assertThat(bench.workTool.taken).isEmpty();
    }

    @Test
    void aThrottleStopsEverybodyUntilItIsOver() {
        bench.workTool.fates.add(StubWorkTool.Fate.THROTTLE);
        bench.sender.ready();
        var sendId = bench.enqueue("k", "群", "你好");
        await().until(() -> bench.counted("throttled") == 1);
        await().until(() -> bench.status(sendId) == CommandStatus.PENDING);

        var during = bench.budget.tryAcquire();
        clock.pass(Duration.ofSeconds(7));
        bench.budget.pause(Duration.ZERO);

        assertThat(during).isEmpty();
        await().until(() -> bench.status(sendId) == CommandStatus.SENT);
        assertThat(bench.find(sendId).attempts()).isEqualTo(2);
    }

    @Test
    void whatNeverReachedWorkToolIsSentAgain() throws Exception {
        var gone = new StubWorkTool(clock);
        gone.close();
        try (var lonely = new OutboundBench(clock, gone)) {
            lonely.sender.ready();

            var sendId = lonely.enqueue("k", "群", "你好");

            await().until(() -> lonely.counted("not_sent") >= 3);
            assertThat(lonely.counted("unclear")).isZero();
            assertThat(lonely.status(sendId)).isIn(CommandStatus.PENDING, CommandStatus.SENDING);
        }
    }

    @Test
    void aBrokenCallThatWorkToolTookIsFoundAndNotRepeated() {
        bench.workTool.fates.add(StubWorkTool.Fate.TAKE_AND_BREAK_OFF);
        bench.sender.ready();
        var sendId = bench.enqueue("k", "群", "你好");
        await().until(() -> bench.status(sendId) == CommandStatus.UNKNOWN);

        clock.pass(Duration.ofSeconds(3));

        await().until(() -> bench.status(sendId) == CommandStatus.SENT);
        assertThat(bench.workTool.texts()).containsExactly("你好");
        assertThat(bench.find(sendId).messageId())
                .isEqualTo(bench.workTool.taken.getFirst().messageId());
    }

    @Test
    void aCallWithoutAnswerInTimeIsLookedUpAndNotRepeated() throws Exception {
        try (var impatient = new OutboundBench(clock, "response-timeout", "200ms")) {
            impatient.workTool.fates.add(StubWorkTool.Fate.TAKE_AND_KEEP_SILENT);
            impatient.sender.ready();
            var sendId = impatient.enqueue("k", "群", "你好");
            await().until(() -> impatient.status(sendId) == CommandStatus.UNKNOWN);

            await().until(() -> {
                clock.pass(Duration.ofSeconds(3)); // a look may run out of time too, then there is another
                return impatient.status(sendId) == CommandStatus.SENT;
            });

            assertThat(impatient.workTool.texts()).containsExactly("你好");
        }
    }

    @Test
    void readsTheListOfCallsPageByPageUntilItIsOldEnough() throws Exception {
        try (var paging = new OutboundBench(clock, "sending.lookup.page-size", "2", "sending.lookup.max-pages", "3")) {
            paging.workTool.fates.add(StubWorkTool.Fate.TAKE_AND_BREAK_OFF);
            paging.sender.ready();
            var sendId = paging.enqueue("k", "群", "你好");
            await().until(() -> paging.status(sendId) == CommandStatus.UNKNOWN);
            for (int i = 0; i < 4; i++) {
                paging.workTool.foreignCall(clock.instant(), "not JSON");
            }

            clock.pass(Duration.ofSeconds(3));

            await().until(() -> paging.status(sendId) == CommandStatus.SENT);
            assertThat(paging.workTool.questions).hasSize(3);
        }
    }

    @Test
    void aListThatIsTooLongToReadLeavesTheMatterOpen() throws Exception {
        try (var paging = new OutboundBench(clock, "sending.lookup.page-size", "2", "sending.lookup.max-pages", "2")) {
            paging.workTool.fates.add(StubWorkTool.Fate.BREAK_OFF);
            paging.sender.ready();
            var sendId = paging.enqueue("k", "群", "你好");
            await().until(() -> paging.status(sendId) == CommandStatus.UNKNOWN);
            for (int i = 0; i < 9; i++) {
                paging.workTool.foreignCall(clock.instant(), "{}");
            }

            clock.pass(Duration.ofSeconds(3));

            await().until(() ->
                    "It cannot be looked up.".equals(paging.find(sendId).error()));
            assertThat(paging.status(sendId)).isEqualTo(CommandStatus.UNKNOWN);
        }
    }

    @Test
    void anAnswerWithoutAnIdIsLookedUpToo() {
        bench.workTool.fates.add(StubWorkTool.Fate.TAKE_AND_ANSWER_NOTHING);
        bench.sender.ready();
        var sendId = bench.enqueue("k", "群", "你好");
        await().until(() -> bench.status(sendId) == CommandStatus.UNKNOWN);

        clock.pass(Duration.ofSeconds(3));

        await().until(() -> bench.status(sendId) == CommandStatus.SENT);
        assertThat(bench.workTool.texts()).hasSize(1);
    }

    @Test
    void aBrokenCallThatWorkToolDidNotTakeIsRepeatedAfterTwoLooks() {
        bench.workTool.fates.add(StubWorkTool.Fate.BREAK_OFF);
        bench.sender.ready();
        var sendId = bench.enqueue("k", "群", "你好");
        await().until(() -> bench.status(sendId) == CommandStatus.UNKNOWN);

        clock.pass(Duration.ofSeconds(3));
        await().until(() -> bench.workTool.questions.size() == 1);
        await().until(() ->
                "It was looked up in vain.".equals(bench.find(sendId).error()));
        var afterOneLook = bench.workTool.texts();
        clock.pass(Duration.ofSeconds(15));

        assertThat(afterOneLook).isEmpty();
        await().until(() -> bench.status(sendId) == CommandStatus.SENT);
        assertThat(bench.workTool.texts()).containsExactly("你好");
    }

    @Test
    void aGatewayErrorIsLookedUpAndNotRepeatedBlindly() {
        bench.workTool.fates.add(StubWorkTool.Fate.SERVER_ERROR);
        bench.sender.ready();

        var sendId = bench.enqueue("k", "群", "你好");

        await().until(() -> bench.status(sendId) == CommandStatus.UNKNOWN);
        assertThat(bench.workTool.calls.get()).isEqualTo(1);
    }

    @Test
    void aDoubtfulCallIsNotTakenForAnotherOneOfOurs() {
        bench.sender.ready();
        var first = bench.enqueue("k1", "群", "你好");
        await().until(() -> bench.status(first) == CommandStatus.SENT);
        bench.workTool.fates.add(StubWorkTool.Fate.BREAK_OFF);
        var second = bench.enqueue("k2", "群", "你好");
        await().until(() -> bench.status(second) == CommandStatus.UNKNOWN);

        clock.pass(Duration.ofSeconds(3));
        await().until(() -> bench.workTool.questions.size() == 1);
        await().until(() ->
                "It was looked up in vain.".equals(bench.find(second).error()));
        clock.pass(Duration.ofSeconds(15));

        await().until(() -> bench.status(second) == CommandStatus.SENT);
        assertThat(bench.workTool.texts()).containsExactly("你好", "你好");
    }

    @Test
    void anOldCallWithTheSameWordsIsNotTakenForOurs() {
        bench.workTool.foreignCall(
                clock.instant().minus(Duration.ofHours(1)),
                "{\"socketType\":2,\"list\":[{\"type\":203,\"titleList\":[\"群\"],\"receivedContent\":\"你好\"}]}");
        bench.workTool.fates.add(StubWorkTool.Fate.BREAK_OFF);
        bench.sender.ready();
        var sendId = bench.enqueue("k", "群", "你好");
        await().until(() -> bench.status(sendId) == CommandStatus.UNKNOWN);

        clock.pass(Duration.ofSeconds(3));

        await().until(() ->
                "It was looked up in vain.".equals(bench.find(sendId).error()));
    }

    @Test
    void aChatWaitsForItsDoubtfulCommandAndOtherChatsDoNot() {
        bench.workTool.fates.add(StubWorkTool.Fate.TAKE_AND_BREAK_OFF);
        bench.enqueue("k1", "群1", "一");
        var same = bench.enqueue("k2", "群1", "二");
        var other = bench.enqueue("k3", "群2", "三");
        bench.sender.ready();

        await().until(() -> bench.status(other) == CommandStatus.SENT);
        var waiting = bench.status(same);
        clock.pass(Duration.ofSeconds(3));

        assertThat(waiting).isEqualTo(CommandStatus.PENDING);
        await().until(() -> bench.status(same) == CommandStatus.SENT);
        assertThat(bench.workTool.texts()).containsExactly("一", "三", "二");
    }

    @Test
    void whatADeadProcessWasSendingIsFoundAndNotRepeated() {
        var sendId = bench.enqueue("k", "群", "你好");
        bench.leaveSending(sendId);
        bench.workTool.foreignCall(
                clock.instant(),
                "{\"socketType\":2,\"list\":[{\"type\":203,\"titleList\":[\"群\"],\"receivedContent\":\"你好\","
                        + "\"apiSend\":1,\"atList\":[]}]}");

        bench.sender.ready();
        await().until(() -> bench.status(sendId) == CommandStatus.UNKNOWN);
        clock.pass(Duration.ofSeconds(3));

        await().until(() -> bench.status(sendId) == CommandStatus.SENT);
        assertThat(bench.workTool.taken).hasSize(1);
    }

    @Test
    void whatADeadProcessDidNotGetOutIsSent() {
        var sendId = bench.enqueue("k", "群", "你好");
        bench.leaveSending(sendId);

        bench.sender.ready();
        await().until(() -> bench.status(sendId) == CommandStatus.UNKNOWN);
        clock.pass(Duration.ofSeconds(3));
        await().until(() ->
                "It was looked up in vain.".equals(bench.find(sendId).error()));
        clock.pass(Duration.ofSeconds(20));

        await().until(() -> bench.status(sendId) == CommandStatus.SENT);
        assertThat(bench.workTool.texts()).containsExactly("你好");
    }

    @Test
    void whatCannotBeWrittenDownIsLookedUpLikeAfterADeath() {
        bench.workTool.onTaken = call -> bench.jdbc
                .sql("alter table worktool.robot_commands rename to hidden")
                .update();
        var sendId = bench.enqueue("k", "群", "你好");
        bench.sender.ready();
        await().until(() -> epoch() >= 2);

        bench.workTool.onTaken = call -> {};
        bench.jdbc.sql("alter table worktool.hidden rename to robot_commands").update();
        await().until(() -> bench.status(sendId) == CommandStatus.UNKNOWN);
        clock.pass(Duration.ofSeconds(3));

        await().until(() -> bench.status(sendId) == CommandStatus.SENT);
        assertThat(bench.workTool.texts()).containsExactly("你好");
        assertThat(bench.find(sendId).attempts()).isEqualTo(1);
    }

    @Test
    void aLookThatIsThrottledIsNoLook() {
        bench.workTool.fates.add(StubWorkTool.Fate.BREAK_OFF);
        bench.workTool.throttleQuestions = true;
        bench.sender.ready();
        var sendId = bench.enqueue("k", "群", "你好");
        await().until(() -> bench.status(sendId) == CommandStatus.UNKNOWN);

        clock.pass(Duration.ofSeconds(3));

        await().until(() -> "It cannot be looked up.".equals(bench.find(sendId).error()));
        assertThat(bench.budget.tryAcquire()).isEmpty();
        assertThat(bench.workTool.taken).isEmpty();
    }

    @Test
    void onlyOneProcessWorksALineAndTheNextTakesOverWhenItEnds() {
        var other = bench.anotherProcess();
        other.ready();
        var first = bench.enqueue("k1", "群", "一");
        await().until(() -> bench.status(first) == CommandStatus.SENT);
        bench.sender.ready();
        for (int i = 0; i < 20; i++) {
            bench.enqueue("more" + i, "群", "more");
        }
        await().until(() -> bench.workTool.texts().size() == 21);

        other.stop();
        var last = bench.enqueue("k2", "群", "二");

        await().until(() -> bench.status(last) == CommandStatus.SENT);
        assertThat(bench.workTool.texts()).hasSize(22);
        assertThat(epoch()).isEqualTo(2);
    }

    @Test
    void anOwnerThatLostTheLineClaimsNothingMore() {
        bench.sender.ready();
        var first = bench.enqueue("k1", "群", "一");
        await().until(() -> bench.status(first) == CommandStatus.SENT);

        bench.jdbc.sql("update worktool.robot_lease set epoch = epoch + 1").update();
        var second = bench.enqueue("k2", "群", "二");
        clock.pass(Duration.ofSeconds(1));

        await().during(Duration.ofMillis(200)).until(() -> bench.status(second) == CommandStatus.PENDING);
    }

    @Test
    void aLineGoesOnWhenTheConnectionThatHoldsItBreaks() {
        bench.sender.ready();
        var first = bench.enqueue("k1", "群", "一");
        await().until(() -> bench.status(first) == CommandStatus.SENT);

        bench.jdbc
                .sql("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
                        + " and database = (select oid from pg_database where datname = current_database())")
                .query((row, number) -> row.getBoolean(1))
                .list();
        clock.pass(Duration.ofSeconds(6));
        await().until(() -> epoch() >= 2);
        var second = bench.enqueue("k2", "群", "二");

        await().until(() -> bench.status(second) == CommandStatus.SENT);
        assertThat(bench.workTool.texts()).containsExactly("一", "二");
    }

    @Test
    void stoppingLetsTheCallInHandEndAndClaimsNothingMore() throws Exception {
        var inHand = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        bench.workTool.onTaken = call -> {
            inHand.countDown();
            awaitQuietly(goOn);
        };
        var first = bench.enqueue("k1", "群", "一");
        var second = bench.enqueue("k2", "群", "二");
        bench.sender.ready();
        inHand.await();

        var stopping = Thread.startVirtualThread(bench.sender::stop);
        await().until(() -> bench.budget.tryAcquire().isEmpty());
        goOn.countDown();
        stopping.join();

        assertThat(bench.status(first)).isEqualTo(CommandStatus.SENT);
        assertThat(bench.status(second)).isEqualTo(CommandStatus.PENDING);
    }

    private long epoch() {
        return bench.jdbc
                .sql("select max(epoch) from worktool.robot_lease where robot = 'demo'")
                .query(Long.class)
                .single();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
