package dev.serai.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** After-sales tasks and operation tracks. */
class TaskStoreTests {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final HikariDataSource DATABASE = TestDatabase.fresh();
    private static final TaskFixture STORE = new TaskFixture(DATABASE, Clock.systemUTC());
    private static final StaffMember LI = new StaffMember("s1", "售后小李", "after_sales", StaffStatus.ONLINE, NOON);

    private final AfterSalesTasks tasks = STORE.afterSales;
    private final TrackTasks tracks = STORE.tracks;
    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final UUID session = UUID.randomUUID();

    @AfterAll
    static void close() throws Exception {
        STORE.close();
        DATABASE.close();
    }

    private void open(String key, String customer) {
        var opening =
                new AfterSalesTask.Opening(key + session, "complaint", "demo", session, customer, "张三", "我要投诉😀", NOON);
        STORE.store(tasks.openingEndpoint(), tasks.openingRow(opening));
    }

    private void move(TaskStatus to, StaffMember by, Instant at) {
        var task = jdbc.sql("select id from task.after_sales_tasks where session_id = ?")
                .param(session)
                .query(UUID.class)
                .single();
        STORE.store(tasks.moveEndpoint(), tasks.moveRow(new AfterSalesTask.Move(task, to, by, at)));
    }

    @Test
    void aCustomerHasOneOpenTaskInAChat() {
        open("a", "u1");
        open("a", "u1");
        open("b", "u1");
        open("c", "u2");

        assertThat(tasks.open(session)).extracting(AfterSalesTask::customer).containsExactlyInAnyOrder("u1", "u2");
        assertThat(tasks.open(UUID.randomUUID())).isEmpty();
    }

    @Test
    void aTaskIsTakenByTheFirstWhoSeesToItAndLeavesWhenItIsDone() {
        open("a", "u1");
        move(TaskStatus.WAITING_USER_RESPONSE, LI, NOON.plusSeconds(1));
        move(TaskStatus.IN_PROGRESS, new StaffMember("s2", "别人", "", StaffStatus.ONLINE, NOON), NOON.plusSeconds(2));

        var task = tasks.open(session).getFirst();
        assertThat(task.status()).isEqualTo(TaskStatus.IN_PROGRESS);
        assertThat(task.assignee()).isEqualTo("s1");
        assertThat(task.assigneeName()).isEqualTo("售后小李");
        assertThat(task.changedAt()).isEqualTo(NOON.plusSeconds(2));

        move(TaskStatus.COMPLETED, LI, NOON.plusSeconds(3));
        assertThat(tasks.open(session)).isEmpty();
        move(TaskStatus.PENDING, LI, NOON.plusSeconds(4));
        assertThat(tasks.open(session)).isEmpty();
    }

    @Test
    void aMoveThatComesTooLateOrAgainChangesNothing() {
        open("a", "u1");
        move(TaskStatus.IN_PROGRESS, LI, NOON.plusSeconds(2));
        move(TaskStatus.WAITING_USER_RESPONSE, LI, NOON.plusSeconds(1));
        move(TaskStatus.IN_PROGRESS, LI, NOON.plusSeconds(9));

        assertThat(tasks.open(session).getFirst())
                .extracting(AfterSalesTask::status, AfterSalesTask::changedAt)
                .containsExactly(TaskStatus.IN_PROGRESS, NOON.plusSeconds(2));
    }

    @ParameterizedTest
    @CsvSource({
        "s1,       s1, 售后小李,  true,  1, cancelled",
        "售后小李, s1, 售后小李,  true,  1, cancelled",
        "'',       s9, 群助理,    true,  1, cancelled",
        "'',       u1, 张三,      true,  1, pending",
        "张三,     u1, 张三,      true,  1, cancelled",
        "s1,       s2, 别人,      true,  1, pending",
        "'',       op, 运营小王,  true,  1, pending",
        "s1,       s1, 售后小李,  false, 1, pending",
        "s1,       s1, 售后小李,  true, -1, pending",
    })
    void aTrackIsCancelledWhenItsTargetAnswers(
            String target, String id, String name, boolean autoCancel, int after, String status) {
        var key = "k" + session + target + id + autoCancel + after;
        var task = new TrackTask(
                key, "demo", key, target, "请配合完成回访", "critical", "op", NOON, NOON.plusSeconds(600), autoCancel);
        STORE.store(tracks.trackEndpoint(), tracks.trackRow(task));
        STORE.store(tracks.trackEndpoint(), tracks.trackRow(task));

        STORE.store(
                tracks.answerEndpoint(), tracks.answerRow(key, id, name, !name.equals("张三"), NOON.plusSeconds(after)));

        assertThat(jdbc.sql("select status from task.track_tasks where group_id = ?")
                        .param(key)
                        .query(String.class)
                        .list())
                .containsExactly(status);
    }
}
