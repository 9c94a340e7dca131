package dev.serai.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What nobody answered in time is handed out once. */
class OverdueTasksTests {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final HikariDataSource database = TestDatabase.fresh();
    private final TaskFixture store = new TaskFixture(database, Clock.fixed(NOON, ZoneOffset.UTC));

    @AfterEach
    void close() throws Exception {
        store.close();
        database.close();
    }

    private void track(String key, String target, Duration late) {
        var asked = NOON.minus(Duration.ofHours(1));
        var task = new TrackTask(key, "demo", "测试群", target, "请今天完成", "critical", "运营", asked, NOON.minus(late), true);
        store.store(store.tracks.trackEndpoint(), store.tracks.trackRow(task));
    }

    private UUID complaint(String customer, Duration ago) {
        var session = UUID.randomUUID();
        var opening = new AfterSalesTask.Opening(
                "k" + session, "complaint", "demo", session, customer, customer, "我要投诉", NOON.minus(ago));
        store.store(store.afterSales.openingEndpoint(), store.afterSales.openingRow(opening));
        return session;
    }

    private List<Object> subjects(Instant round) {
        return store.overdue.claim(round.toString()).stream()
                .map(task -> task.get("responsible") + "|" + task.get("subject"))
                .map(Object.class::cast)
                .toList();
    }

    @Test
    void handsOutWhatIsLateTheLongestFirst() {
        track("late", "张三", Duration.ofMinutes(1));
        track("later", "", Duration.ofMinutes(20));
        track("early", "李四", Duration.ofMinutes(-1));
        complaint("王五", Duration.ofMinutes(11));
        complaint("赵六", Duration.ofMinutes(9));

        assertThat(subjects(NOON)).containsExactly("全体成员|请今天完成", "售后|王五：我要投诉", "张三|请今天完成");
    }

    @Test
    void tellsOfATaskInOneRoundOnlyAndTheSameEachTimeInThat() {
        track("late", "张三", Duration.ofMinutes(1));
        complaint("王五", Duration.ofMinutes(11));

        var first = store.overdue.claim(NOON.toString());
        var again = store.overdue.claim(NOON.toString());
        var next = store.overdue.claim(NOON.plusSeconds(60).toString());

        assertThat(first).hasSize(2).isEqualTo(again);
        assertThat(first.getLast())
                .containsEntry("kind", "track")
                .containsEntry("priority", "critical")
                .containsEntry("robotId", "demo")
                .containsEntry("due", "2026-11-21T11:59:00Z");
        assertThat(next).isEmpty();
    }

    @Test
    void keepsQuietAboutWhatWasAnswered() {
        track("late", "张三", Duration.ofMinutes(1));
        store.store(
                store.tracks.answerEndpoint(), store.tracks.answerRow("测试群", "张三", "张三", false, NOON.minusSeconds(90)));
        var session = complaint("王五", Duration.ofMinutes(11));
        var task = store.afterSales.open(session).getFirst();
        store.store(
                store.afterSales.moveEndpoint(),
                store.afterSales.moveRow(
                        new AfterSalesTask.Move(task.id(), TaskStatus.WAITING_USER_RESPONSE, null, NOON)));

        assertThat(subjects(NOON)).isEmpty();
    }

    @Test
    void aTaskThatIsLateIsStillDoneByAnAnswer() {
        track("late", "张三", Duration.ofMinutes(1));
        store.overdue.claim(NOON.toString());

        Map<String, Object> answer = store.tracks.answerRow("测试群", "张三", "张三", false, NOON.plusSeconds(30));
        store.store(store.tracks.answerEndpoint(), answer);

        assertThat(subjects(NOON)).isEmpty();
    }
}
