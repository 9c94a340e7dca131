package dev.serai.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ConversationsTests {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final HikariDataSource DATABASE = TestDatabase.fresh();
    private static final ConversationFixture STORE = new ConversationFixture(DATABASE);

    private final Conversations conversations = STORE.conversations;
    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final UUID session = UUID.randomUUID();

    @AfterAll
    static void close() throws Exception {
        STORE.close();
        DATABASE.close();
    }

    private Message message(String group, Instant at) {
        var id = UUID.nameUUIDFromBytes(new byte[] {(byte) session.hashCode(), 1});
        return new Message(id, session, "group", "demo", "1179", group, "张三", "订单？😀", "@小助手 订单？😀", 1, true, at);
    }

    private void say(String key, String role, String content, Instant at) {
        STORE.store(conversations.turnEndpoint(), conversations.turnRow(key, session, new Turn(role, content, at)));
    }

    @Test
    void storesAMessageOnce() {
        var row = conversations.messageRow(message("测试群", NOON));

        STORE.store(conversations.messageEndpoint(), row);
        STORE.store(conversations.messageEndpoint(), row);

        var stored = jdbc.sql("select * from conversation.messages where session_id = ?")
                .param(session)
                .query()
                .listOfRows();
        assertThat(stored).singleElement().satisfies(one -> assertThat(one)
                .containsEntry("raw_message", "@小助手 订单？😀")
                .containsEntry("group_name", "测试群")
                .containsEntry("text_type", 1)
                .containsEntry("at_me", true));
    }

    @Test
    void aSessionRemembersWhenSomethingWasSaidLast() {
        STORE.store(conversations.sessionEndpoint(), conversations.sessionRow(message("测试群", NOON)));
        STORE.store(conversations.sessionEndpoint(), conversations.sessionRow(message("测试群", NOON.plusSeconds(5))));
        STORE.store(conversations.sessionEndpoint(), conversations.sessionRow(message("测试群", NOON.minusSeconds(5))));

        assertThat(jdbc.sql(
                                "select name, last_message_at = ?::timestamptz as last from conversation.sessions where id = ?")
                        .params(NOON.plusSeconds(5).toString(), session)
                        .query()
                        .singleRow())
                .containsEntry("name", "测试群")
                .containsEntry("last", true);
    }

    @Test
    void aPrivateSessionIsCalledByTheSender() {
        assertThat(conversations.sessionRow(message("", NOON))).containsEntry("name", "张三");
    }

    @Test
    void tellsTheLastTurnsOldestFirst() {
        say("a" + session, "user", "一", NOON);
        say("b" + session, "assistant", "二", NOON.plusSeconds(1));
        say("c" + session, "user", "三", NOON.plusSeconds(2));

        assertThat(conversations.history(session, 2)).extracting(Turn::content).containsExactly("二", "三");
        assertThat(conversations.history(session, 9).getFirst()).isEqualTo(new Turn("user", "一", NOON));
        assertThat(conversations.history(UUID.randomUUID(), 9)).isEmpty();
    }

    @Test
    void storesATurnOfTheSameKeyOnce() {
        say("a" + session, "user", "一", NOON);
        say("a" + session, "user", "一", NOON);

        assertThat(conversations.history(session, 9)).hasSize(1);
    }

    @Test
    void remembersAHistoryUntilToldOfATurn() {
        say("a" + session, "user", "一", NOON);
        assertThat(conversations.history(session, 1)).hasSize(1);
        say("b" + session, "user", "二", NOON.plusSeconds(1));

        assertThat(conversations.history(session, 1)).extracting(Turn::content).containsExactly("一");
        assertThat(conversations.history(session, 2)).hasSize(2);
        conversations.turnStored(session);
        assertThat(conversations.history(session, 1)).extracting(Turn::content).containsExactly("二");
    }

    @Test
    void aConversationStandsAsItWasToldLast() {
        STORE.store(conversations.sessionEndpoint(), conversations.sessionRow(message("测试群", NOON)));

        status(SessionStatus.WAITING, "{\"intent\":\"complaint\"}", NOON);
        status(SessionStatus.RESOLVED, null, NOON.plusSeconds(1));
        status(SessionStatus.ACTIVE, "{}", NOON.minusSeconds(1));

        assertThat(jdbc.sql("select status, context->>'intent' as intent from conversation.sessions where id = ?")
                        .param(session)
                        .query()
                        .singleRow())
                .containsEntry("status", "resolved")
                .containsEntry("intent", "complaint");
    }

    private void status(SessionStatus status, String context, Instant at) {
        STORE.store(conversations.statusEndpoint(), conversations.statusRow(session, status, context, at));
    }

    @Test
    void tellsWhoSpokeSinceThen() {
        STORE.store(conversations.messageEndpoint(), conversations.messageRow(message("测试群", NOON)));
        say("a" + session, "user", "订单？😀", NOON);
        say("b" + session, "assistant", "已发货", NOON.plusSeconds(2));

        assertThat(conversations.spoken(session, NOON))
                .extracting(Spoken::speaker, Spoken::content)
                .containsExactly(tuple("张三", "订单？😀"), tuple("", "已发货"));
        assertThat(conversations.spoken(session, NOON.plusSeconds(1))).hasSize(1);
    }
}
