package dev.serai.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ProfilesTests {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final HikariDataSource DATABASE = TestDatabase.fresh();
    private static final ConversationFixture STORE = new ConversationFixture(DATABASE);

    private final Profiles profiles = STORE.profiles;
    private final String user = "u" + UUID.randomUUID();

    @AfterAll
    static void close() throws Exception {
        STORE.close();
        DATABASE.close();
    }

    private void name(String name, Instant at) {
        STORE.store(profiles.profileEndpoint(), profiles.profileRow(user, name, at));
        profiles.profileChanged(user);
    }

    private void impress(String key, String intent, String emotion) {
        var impression = new Impression(user + key, UUID.randomUUID(), user, "张三", intent, emotion, NOON);
        STORE.store(profiles.impressionEndpoint(), profiles.impressionRow(impression));
        profiles.profileChanged(user);
    }

    @Test
    void knowsSomebodyByTheNameTheyHaveNow() {
        assertThat(profiles.profile(user)).isEmpty();

        name("张三", NOON);
        assertThat(profiles.profile(user)).contains(Profile.fresh(user, "张三"));
        name("张三三", NOON.plusSeconds(1));
        name("张", NOON.minusSeconds(1));

        assertThat(profiles.profile(user)).contains(Profile.fresh(user, "张三三"));
    }

    @Test
    void countsEachComplaintOnceAndRemembersTheLastMood() {
        impress("1", "complaint", "negative");
        impress("1", "complaint", "negative");
        impress("2", "chat", "positive");
        impress("3", "complaint", "neutral");
        impress("2", "chat", "positive");

        assertThat(profiles.profile(user)).contains(new Profile(user, "张三", null, null, "neutral", null, 2));
    }

    @Test
    void remembersUntilToldOfAChange() {
        assertThat(profiles.profile(user)).isEmpty();
        STORE.store(profiles.profileEndpoint(), profiles.profileRow(user, "张三", NOON));

        assertThat(profiles.profile(user)).isEmpty();
        profiles.profileChanged(user);
        assertThat(profiles.profile(user)).isPresent();
    }

    @Test
    void knowsAGroupAsItIsCalledNow() {
        var group = new Group(user, "demo", "测试群", "", "1");
        var renamed = new Group(user, "demo", "测试二群", "备注", "1");

        assertThat(profiles.group(user)).isEmpty();
        store(group, NOON);
        assertThat(profiles.group(user)).contains(group);
        store(renamed, NOON.plusSeconds(1));
        store(group, NOON);

        assertThat(profiles.group(user)).contains(renamed);
    }

    private void store(Group group, Instant at) {
        STORE.store(profiles.groupEndpoint(), profiles.groupRow(group, at));
        profiles.groupChanged(group.groupId());
    }
}
