package dev.serai.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.TestRedis;
import dev.serai.cache.CachesFixture;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two hubs on one database and one Redis. */
class SharedStaffTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Clock clock = Clock.systemUTC();
    private final String prefix = TestRedis.prefix();

    @Test
    void aStatusThatChangedThereIsReadAnewHere() throws Exception {
        try (HikariDataSource database = TestDatabase.fresh();
                var mine = CachesFixture.hub(prefix);
                var theirs = CachesFixture.hub(prefix);
                var here = new TaskFixture(database, clock, mine.caches);
                var there = new TaskFixture(database, clock, theirs.caches)) {
            see(there, StaffStatus.ONLINE);
            assertThat(statuses(here)).containsExactly(StaffStatus.ONLINE);

            see(there, StaffStatus.OFFLINE);

            await().atMost(PATIENCE).until(() -> statuses(here).equals(List.of(StaffStatus.OFFLINE)));
        }
    }

    private static List<StaffStatus> statuses(TaskFixture hub) {
        return hub.staff.of("demo").stream().map(StaffMember::status).toList();
    }

    private void see(TaskFixture hub, StaffStatus status) {
        var member = new StaffMember("s1", "售后小李", "after_sales", status, clock.instant());
        hub.store(hub.staff.staffEndpoint(), hub.staff.staffRow("demo", member));
        hub.staff.changed("demo");
    }
}
