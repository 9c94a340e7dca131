package dev.serai.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.HandClock;
import dev.serai.TestDatabase;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class StaffTests {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final HandClock CLOCK = new HandClock(NOON);
    private static final HikariDataSource DATABASE = TestDatabase.fresh();
    private static final TaskFixture STORE = new TaskFixture(DATABASE, CLOCK);

    private final Staff staff = STORE.staff;
    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final String robot = "r" + UUID.randomUUID();

    @BeforeEach
    void resetTheClock() {
        CLOCK.set(NOON);
    }

    @AfterAll
    static void close() throws Exception {
        STORE.close();
        DATABASE.close();
    }

    private StaffMember member(StaffStatus status, Instant at) {
        return new StaffMember("s1", "售后小李", "after_sales", status, at);
    }

    private void see(StaffStatus status, Instant at) {
        STORE.store(staff.staffEndpoint(), staff.staffRow(robot, member(status, at)));
        staff.changed(robot);
    }

    @Test
    void tellsWhoWasSeenAndFindsThemByIdOrName() {
        see(StaffStatus.ONLINE, NOON);

        assertThat(staff.of(robot)).containsExactly(member(StaffStatus.ONLINE, NOON));
        assertThat(staff.find(robot, "s1")).isPresent();
        assertThat(staff.find(robot, "售后小李")).isPresent();
        assertThat(staff.find(robot, "张三")).isEmpty();
        assertThat(staff.of("another robot")).isEmpty();
    }

    @Test
    void whoHasBeenSilentForLongIsOffline() {
        see(StaffStatus.ONLINE, NOON.minus(TaskFixture.SILENCE).minusSeconds(1));

        assertThat(staff.of(robot)).extracting(StaffMember::status).containsExactly(StaffStatus.OFFLINE);
    }

    @Test
    void whoWasSetToBusyStaysSoWhenTheySpeak() {
        see(StaffStatus.BUSY, NOON.minusSeconds(9));
        see(StaffStatus.ONLINE, NOON);

        assertThat(staff.of(robot)).containsExactly(member(StaffStatus.BUSY, NOON));
    }

    @Test
    void whoWorksOnATaskIsBusyUntilItIsDone() {
        see(StaffStatus.ONLINE, NOON);
        var session = UUID.randomUUID();
        var opening = new AfterSalesTask.Opening(robot + "t", "complaint", robot, session, "u1", "张三", "投诉", NOON);
        STORE.store(STORE.afterSales.openingEndpoint(), STORE.afterSales.openingRow(opening));
        var task = STORE.afterSales.open(session).getFirst().id();

        move(new AfterSalesTask.Move(task, TaskStatus.IN_PROGRESS, member(StaffStatus.ONLINE, NOON), NOON));
        assertThat(staff.of(robot)).extracting(StaffMember::status).containsExactly(StaffStatus.BUSY);

        move(new AfterSalesTask.Move(task, TaskStatus.COMPLETED, null, NOON));
        assertThat(staff.of(robot)).extracting(StaffMember::status).containsExactly(StaffStatus.ONLINE);
    }

    private void move(AfterSalesTask.Move move) {
        STORE.store(STORE.afterSales.moveEndpoint(), STORE.afterSales.moveRow(move));
        staff.changed(robot);
    }

    @Test
    void anOlderSightingChangesNothing() {
        see(StaffStatus.ONLINE, NOON);
        see(StaffStatus.OFFLINE, NOON.minusSeconds(5));

        assertThat(staff.of(robot)).containsExactly(member(StaffStatus.ONLINE, NOON));
    }

    @Test
    void remembersForAWhileAndForgetsAtAChange() {
        assertThat(staff.of(robot)).isEmpty();
        STORE.store(staff.staffEndpoint(), staff.staffRow(robot, member(StaffStatus.ONLINE, NOON)));

        assertThat(staff.of(robot)).isEmpty();
        staff.changed(robot);
        assertThat(staff.of(robot)).hasSize(1);
    }

    @Test
    void looksAgainAfterAWhile() {
        assertThat(staff.of(robot)).isEmpty();
        STORE.store(staff.staffEndpoint(), staff.staffRow(robot, member(StaffStatus.ONLINE, NOON)));

        CLOCK.set(NOON.plus(TaskFixture.CACHE));
        assertThat(staff.of(robot)).hasSize(1);
    }

    @Test
    void storesAnActivityOnce() {
        var activity =
                new StaffActivity(robot + "a", robot, "s1", StaffActivity.Type.RESPONSE, UUID.randomUUID(), "马上", NOON);

        STORE.store(staff.activityEndpoint(), staff.activityRow(activity));
        STORE.store(staff.activityEndpoint(), staff.activityRow(activity));

        assertThat(jdbc.sql("select activity_type from task.staff_activities where robot_id = ?")
                        .param(robot)
                        .query(String.class)
                        .list())
                .containsExactly("response");
    }
}
