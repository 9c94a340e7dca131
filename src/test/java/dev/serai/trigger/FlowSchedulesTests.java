package dev.serai.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.flow.FlowPublished;
import dev.serai.flow.FlowRetired;
import dev.serai.flow.FlowStatus;
import dev.serai.flow.TriggerType;
import dev.serai.queue.Envelope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.TriggerKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

/** Schedules as Quartz keeps them in the real database; time is moved by moving what Quartz has written down. */
class FlowSchedulesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String YEARLY = "{cron: '0 0 0 1 1 ?', payload: {a: 1}}";

    private final HikariDataSource database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final MemoryFlows flows = new MemoryFlows();
    private final MemoryQueue queue = new MemoryQueue();
    private final List<Hub> hubs = new ArrayList<>();

    /** One process on the database. */
    private final class Hub {

        final ActiveTriggers triggers = new ActiveTriggers(flows);
        final SchedulerFactoryBean factory = new SchedulerFactoryBean();
        final Scheduler scheduler;
        final FlowSchedules schedules;

        Hub() throws Exception {
            new QuartzConfiguration().quartz(database).customize(factory);
            factory.setJobFactory((bundle, unused) -> new ScheduledStart(triggers, queue, Clock.systemUTC()));
            factory.afterPropertiesSet();
            scheduler = factory.getObject();
            schedules = new FlowSchedules(scheduler, triggers, flows, Clock.systemUTC());
            hubs.add(this);
        }

        Hub start() throws Exception {
            schedules.start();
            return this;
        }

        void publish(String id, TriggerType type, String config) {
            var version = flows.put(id, type, config);
            triggers.forget();
            schedules.on(new FlowPublished(version, null));
        }

        CronTrigger trigger(String id) throws Exception {
            return (CronTrigger) scheduler.getTrigger(TriggerKey.triggerKey(id, FlowSchedules.GROUP));
        }

        void stop() throws Exception {
            schedules.destroy();
            factory.stop();
            factory.destroy();
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (var hub : hubs) {
            hub.stop();
        }
        database.close();
    }

    private void due(String id, Instant at) {
        jdbc.sql("update trigger.qrtz_triggers set next_fire_time = :at, start_time = :at where trigger_name = :id")
                .param("at", at.toEpochMilli())
                .param("id", id)
                .update();
    }

    private static JsonNode metadata(Envelope envelope) throws Exception {
        return JsonMapper.builder().build().readTree(envelope.payload()).path("metadata");
    }

    @Test
    void startsAFlowWhenItIsDue() throws Exception {
        new Hub().start().publish("flow_a", TriggerType.SCHEDULE, "{cron: '* * * * * ?', payload: {a: 1}}");

        await().atMost(PATIENCE).until(() -> !queue.accepted.isEmpty());
        var envelope = queue.accepted.getFirst();
        assertThat(envelope.channel()).isEqualTo("flow");
        assertThat(envelope.address()).isEqualTo("flow_a");
        var metadata = metadata(envelope);
        var due = Instant.parse(metadata.path("scheduledAt").asText());
        assertThat(due.getNano()).isZero();
        assertThat(Instant.parse(metadata.path("firedAt").asText())).isAfterOrEqualTo(due);
        assertThat(metadata.at("/payload/a").asInt()).isEqualTo(1);
        assertThat(envelope.marks()).extracting("key").containsExactly("schedule:flow_a@" + due);
    }

    @Test
    void keepsTheTimeZoneAndWhatIsMissed() throws Exception {
        var hub = new Hub().start();
        hub.publish("flow_a", TriggerType.SCHEDULE, "{cron: '0 0 9 * * ?', misfire: all}");

        var trigger = hub.trigger("flow_a");
        assertThat(trigger.getTimeZone().toZoneId()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(trigger.getNextFireTime().toInstant().atZone(ZoneId.of("Asia/Shanghai")))
                .satisfies(next -> assertThat(next.getHour()).isEqualTo(9));
        assertThat(trigger.getMisfireInstruction()).isEqualTo(CronTrigger.MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY);
    }

    @Test
    void followsWhatIsPublishedAndRetired() throws Exception {
        var hub = new Hub().start();
        hub.publish("flow_a", TriggerType.SCHEDULE, YEARLY);
        hub.publish("flow_b", TriggerType.SCHEDULE, YEARLY);
        assertThat(hub.trigger("flow_b")).isNotNull();

        hub.publish("flow_a", TriggerType.SCHEDULE, "{cron: '0 0 0 2 2 ?'}");
        var retired = flows.active.remove("flow_b");
        hub.triggers.forget();
        hub.schedules.on(new FlowRetired(retired));

        assertThat(hub.trigger("flow_a").getCronExpression()).isEqualTo("0 0 0 2 2 ?");
        assertThat(hub.trigger("flow_b")).isNull();
        hub.publish("flow_a", TriggerType.API, "{}");
        assertThat(hub.trigger("flow_a")).isNull();
    }

    @Test
    void aScheduleThatIsOverIsNone() throws Exception {
        var hub = new Hub().start();

        hub.publish("flow_a", TriggerType.SCHEDULE, "{cron: '0 0 0 1 1 ? 2020'}");

        assertThat(hub.trigger("flow_a")).isNull();
    }

    @Test
    void takesUpWhatIsActiveAtTheStartAndDropsWhatIsNot() throws Exception {
        var before = new Hub().start();
        before.publish("flow_gone", TriggerType.SCHEDULE, YEARLY);
        before.publish("flow_broken_here", TriggerType.SCHEDULE, YEARLY);
        before.stop();
        flows.active.clear();
        flows.newest.put(
                "flow_gone", MemoryFlows.version("flow_gone", TriggerType.SCHEDULE, YEARLY, FlowStatus.INACTIVE));
        flows.put("flow_a", TriggerType.SCHEDULE, YEARLY);

        var hub = new Hub().start();

        assertThat(hub.trigger("flow_a")).isNotNull();
        assertThat(hub.trigger("flow_gone")).isNull();
        assertThat(hub.trigger("flow_broken_here")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"once, 1", "ignore, 0", "all, 3"})
    void whatWasMissedWhileNoHubWasRunningIsMadeUpForAsTheAuthorWants(String misfire, int starts) throws Exception {
        var monthly = "{cron: '0 0 0 1 * ?', misfire: %s}";
        var before = new Hub().start();
        before.publish("flow_a", TriggerType.SCHEDULE, monthly.formatted(misfire));
        before.publish("flow_once", TriggerType.SCHEDULE, monthly.formatted("once"));
        var next = before.trigger("flow_a").getNextFireTime().toInstant();
        before.stop();
        var threeMonthsBefore = next.atZone(ZoneId.of("Asia/Shanghai")).minusMonths(3);
        due("flow_a", threeMonthsBefore.toInstant());
        due("flow_once", threeMonthsBefore.toInstant());

        var hub = new Hub().start();

        await().atMost(PATIENCE)
                .until(() -> hub.trigger("flow_a").getNextFireTime().toInstant().equals(next) && of("flow_once") == 1);
        await().atMost(PATIENCE).until(() -> of("flow_a") == starts);
    }

    @Test
    void aFiringThatDiedWithItsHubIsRepeatedUnderTheTimeItWasDue() throws Exception {
        var before = new Hub().start();
        before.publish("flow_a", TriggerType.SCHEDULE, YEARLY);
        before.stop();
        var due = Instant.parse("2026-01-01T00:00:00Z");
        jdbc.sql("insert into trigger.qrtz_fired_triggers values ('serai', 'e', 'flow_a', 'flow', 'dead', :at, :at, 5,"
                        + " 'EXECUTING', 'flow_a', 'flow', false, true)")
                .param("at", due.toEpochMilli())
                .update();

        new Hub().start();

        await().atMost(PATIENCE).until(() -> !queue.accepted.isEmpty());
        var envelope = queue.accepted.getFirst();
        assertThat(metadata(envelope).path("scheduledAt").asText()).isEqualTo(due.toString());
        assertThat(envelope.id()).isEqualTo(new Start("flow_a", "schedule:flow_a@" + due, due, null).id());
    }

    @Test
    void eachTimeIsFiredByOneOfSeveralHubs() throws Exception {
        var one = new Hub().start();
        one.publish("flow_a", TriggerType.SCHEDULE, "{cron: '* * * * * ?'}");
        new Hub().start();

        await().atMost(PATIENCE).until(() -> queue.accepted.size() >= 3);

        assertThat(List.copyOf(queue.offered)).extracting(Envelope::id).doesNotHaveDuplicates();
    }

    @Test
    void waitsForAnInboxThatIsAway() throws Exception {
        queue.away = true;
        var hub = new Hub().start();
        hub.publish("flow_a", TriggerType.SCHEDULE, "{cron: '* * * * * ?'}");
        await().atMost(PATIENCE).until(() -> !queue.offered.isEmpty());
        var first = queue.offered.getFirst();

        queue.away = false;

        await().atMost(PATIENCE)
                .until(() -> queue.accepted.stream().anyMatch(one -> one.id().equals(first.id())));
    }

    @Test
    void aJobWhoseFlowIsNotAtWorkHereStartsNothing() throws Exception {
        var hub = new Hub().start();
        hub.publish("flow_gone", TriggerType.SCHEDULE, "{cron: '* * * * * ?'}");
        flows.active.remove("flow_gone");
        hub.publish("flow_a", TriggerType.SCHEDULE, "{cron: '* * * * * ?'}");
        var gone = of("flow_gone");

        await().atMost(PATIENCE).until(() -> of("flow_a") >= 2);

        assertThat(of("flow_gone")).isEqualTo(gone);
    }

    private long of(String flow) {
        return queue.accepted.stream().filter(one -> one.address().equals(flow)).count();
    }
}
