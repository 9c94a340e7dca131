package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.serai.conversation.Message;
import dev.serai.conversation.Turn;
import dev.serai.task.StaffStatus;
import dev.serai.task.TaskStatus;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code context_load}, {@code session_update} and {@code collaboration_analyze}. */
class ConversationNodeTests {

    private static final People PEOPLE = new People();

    private final People.Chat chat = PEOPLE.chat();

    @AfterAll
    static void close() throws Exception {
        PEOPLE.close();
    }

    private void turn(String role, String content, int secondsAgo) {
        var conversations = PEOPLE.talk.conversations;
        var turn = new Turn(role, content, People.NOON.minusSeconds(secondsAgo));
        PEOPLE.talk.store(conversations.turnEndpoint(), conversations.turnRow(chat.robot + turn, chat.session, turn));
        conversations.turnStored(chat.session);
    }

    private void message(String name, String content, int secondsAgo) {
        var conversations = PEOPLE.talk.conversations;
        var at = People.NOON.minusSeconds(secondsAgo);
        var message = new Message(
                UUID.randomUUID(),
                chat.session,
                "group",
                chat.robot,
                null,
                "测试群",
                name,
                content,
                content,
                1,
                false,
                at);
        PEOPLE.talk.store(conversations.messageEndpoint(), conversations.messageRow(message));
        PEOPLE.talk.store(conversations.sessionEndpoint(), conversations.sessionRow(message));
    }

    @Test
    void loadsWhatIsKnownOfTheSenderTheTalkTheGroupAndTheStaff() {
        turn("user", "订单到哪了", 60);
        turn("assistant", "已发货", 50);
        chat.staff("售后小李", "after_sales", StaffStatus.ONLINE);

        var output = PEOPLE.run(
                        PEOPLE.load, "{}", chat.says("张三", "user", "你好", Map.of("groupRemark", "备注", "roomType", 1)))
                .output();

        assertThat(output)
                .containsEntry(
                        "history",
                        List.of(
                                Map.of("role", "user", "content", "订单到哪了", "timestamp", "2026-11-21T11:59:00.123456Z"),
                                Map.of(
                                        "role",
                                        "assistant",
                                        "content",
                                        "已发货",
                                        "timestamp",
                                        "2026-11-21T11:59:10.123456Z")))
                .containsEntry(
                        "group",
                        Map.of(
                                "groupId", chat.session.toString(),
                                "groupName", "测试群",
                                "groupRemark", "备注",
                                "roomType", "1"))
                .containsEntry(
                        "staff",
                        List.of(Map.of(
                                "userId", "id 售后小李", "userName", "售后小李", "role", "after_sales", "status", "online")));
        assertThat(output.get("userProfile"))
                .hasToString("{userId=id 张三, userName=张三, companyName=null, satisfactionScore=null,"
                        + " emotion=neutral, cooperationLevel=null, complaintCount=0}");
    }

    @Test
    void notesASenderAndAGroupOnlyWhenTheyAreNews() {
        var name = "新人" + chat.session;

        assertThat(PEOPLE.run(PEOPLE.load, "{}", chat.says(name, "user", "你好")).writes())
                .hasSize(2);
        assertThat(PEOPLE.run(PEOPLE.load, "{}", chat.says(name, "user", "你好")).writes())
                .isEmpty();
        assertThat(PEOPLE.run(PEOPLE.load, "{}", chat.says(name, "user", "你好", Map.of("groupRemark", "备注")))
                        .writes())
                .hasSize(1);
    }

    @Test
    void loadsNoMoreThanItsAuthorWants() {
        turn("user", "一", 60);
        turn("user", "二", 50);
        turn("user", "三", 40);

        var nothing = "{profile: false, historyLength: 0, group: false, staffStatus: false}";
        assertThat(PEOPLE.run(PEOPLE.load, nothing, chat.says("张三", "user", "你好"))
                        .output())
                .isEqualTo(Map.of("history", List.of()));
        assertThat(PEOPLE.run(PEOPLE.load, "{historyLength: 2}", chat.says("张三", "user", "你好"))
                        .output()
                        .get("history"))
                .asInstanceOf(LIST)
                .hasSize(2);
        assertThat(PEOPLE.run(PEOPLE.load, "{}", chat.says("张三", "user", "你好", Map.of("isGroup", false)))
                        .output())
                .doesNotContainKey("group");
    }

    @Test
    void aComplaintIsCountedOnceAndOpensATask() {
        message("张三", "我要投诉", 0);
        var name = "投诉者" + chat.session;
        var step = chat.says(name, "user", "我要投诉", Map.of("intent", "complaint", "emotion", "negative"));

        var outcome = PEOPLE.run(PEOPLE.update, "{}", step);

        assertThat(outcome.output()).containsEntry("sessionStatus", "waiting");
        assertThat(PEOPLE.talk.profiles.profile("id " + name).orElseThrow())
                .hasToString("Profile[userId=id %s, userName=%s, companyName=null, satisfactionScore=null,"
                                .formatted(name, name)
                        + " emotion=negative, cooperationLevel=null, complaintCount=1]");
        assertThat(PEOPLE.tasks.afterSales.open(chat.session)).singleElement().satisfies(task -> {
            assertThat(task.status()).isEqualTo(TaskStatus.PENDING);
            assertThat(task.type()).isEqualTo("complaint");
            assertThat(task.customerName()).isEqualTo(name);
        });
        assertThat(PEOPLE.jdbc
                        .sql("select status, context->>'intent' as intent from conversation.sessions where id = ?")
                        .param(chat.session)
                        .query()
                        .singleRow())
                .containsEntry("status", "waiting")
                .containsEntry("intent", "complaint");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                 | ''          | active",
                "{}                 | pending     | waiting",
                "{}                 | completed   | active",
                "{status: resolved} | in_progress | resolved"
            })
    void aConversationWaitsWhileATaskIsOpenUnlessItsAuthorSaysOtherwise(String settings, String task, String status) {
        var step = chat.says("张三", "user", "好的", Map.of("pendingAfterSalesTask", Map.of("status", task)));

        assertThat(PEOPLE.run(PEOPLE.update, settings, step).output()).containsEntry("sessionStatus", status);
    }

    @Test
    void onlyCustomersAreAnalyzedAndOnlyIfItsAuthorWants() {
        var mood = Map.<String, Object>of("intent", "complaint", "emotion", "angry");

        PEOPLE.run(PEOPLE.update, "{}", chat.says("售后小李", "after_sales", "太差", mood));
        PEOPLE.run(PEOPLE.update, "{analyze: false}", chat.says("张三", "user", "太差", mood));
        assertThat(PEOPLE.tasks.afterSales.open(chat.session)).isEmpty();

        PEOPLE.run(PEOPLE.update, "{}", chat.says("陌生" + chat.session, "user", "太差", mood));
        assertThat(PEOPLE.talk
                        .profiles
                        .profile("id 陌生" + chat.session)
                        .orElseThrow()
                        .emotion())
                .isEqualTo("neutral");
    }

    @Test
    void looksBackAtWhoAnsweredWhom() {
        chat.staff("售后小李", "after_sales", StaffStatus.ONLINE);
        message("老消息", "太早了", 3600);
        message("张三", "在吗", 300);
        message("售后小李", "在的", 240);
        message("李四", "订单呢", 200);
        turn("assistant", "已发货", 190);

        var output = PEOPLE.run(PEOPLE.analyze, "{}", chat.says("张三", "user", "还有个问题"))
                .output();

        assertThat(output.get("responseTimes"))
                .isEqualTo(Map.of(
                        "count",
                        2L,
                        "averageSeconds",
                        35.0,
                        "longestSeconds",
                        60L,
                        "byResponder",
                        Map.of("robot", 10.0, "售后小李", 60.0)));
        assertThat(output.get("unanswered"))
                .isEqualTo(List.of(Map.of("userName", "张三", "since", TestStep.NOON.toString(), "waitingSeconds", 0L)));
        assertThat(output.get("participation"))
                .asInstanceOf(LIST)
                .hasSize(4)
                .contains(Map.of("userName", "张三", "role", "user", "messages", 2, "share", 0.4));
    }
}
