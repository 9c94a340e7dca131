package dev.serai.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.TestRedis;
import dev.serai.cache.CachesFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two hubs on one database and one Redis: what one stores the other knows at once. */
class SharedConversationsTests {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final HikariDataSource DATABASE = TestDatabase.fresh();
    private static final String PREFIX = TestRedis.prefix();
    private static final CachesFixture MINE = CachesFixture.hub(PREFIX);
    private static final CachesFixture THEIRS = CachesFixture.hub(PREFIX);
    private static final ConversationFixture HERE = new ConversationFixture(DATABASE, MINE.caches);
    private static final ConversationFixture THERE = new ConversationFixture(DATABASE, THEIRS.caches);

    private final UUID id = UUID.randomUUID();

    @AfterAll
    static void close() throws Exception {
        HERE.close();
        THERE.close();
        MINE.close();
        THEIRS.close();
        DATABASE.close();
    }

    @Test
    void aProfileThatChangedThereIsReadAnewHere() {
        var user = id.toString();
        assertThat(HERE.profiles.profile(user)).isEmpty();
        THERE.store(THERE.profiles.profileEndpoint(), THERE.profiles.profileRow(user, "张三", NOON));
        assertThat(HERE.profiles.profile(user)).isEmpty();

        THERE.profiles.profileChanged(user);

        await().atMost(PATIENCE)
                .until(() -> HERE.profiles.profile(user).equals(Optional.of(Profile.fresh(user, "张三"))));
    }

    @Test
    void aGroupThatChangedThereIsReadAnewHere() {
        var group = new Group(id.toString(), "demo", "测试群", "", "1");
        assertThat(HERE.profiles.group(group.groupId())).isEmpty();
        THERE.store(THERE.profiles.groupEndpoint(), THERE.profiles.groupRow(group, NOON));
        assertThat(HERE.profiles.group(group.groupId())).isEmpty();

        THERE.profiles.groupChanged(group.groupId());

        await().atMost(PATIENCE)
                .until(() -> HERE.profiles.group(group.groupId()).isPresent());
    }

    @Test
    void aTurnThatWasStoredThereIsInTheHistoryHere() {
        assertThat(HERE.conversations.history(id, 10)).isEmpty();
        var turn = new Turn("user", "你好", NOON);
        THERE.store(THERE.conversations.turnEndpoint(), THERE.conversations.turnRow("a" + id, id, turn));
        assertThat(HERE.conversations.history(id, 10)).isEmpty();

        THERE.conversations.turnStored(id);

        await().atMost(PATIENCE).until(() -> HERE.conversations.history(id, 10).contains(turn));
    }
}
