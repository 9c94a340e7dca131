package dev.serai.trigger;

import dev.serai.flow.FlowPublished;
import dev.serai.flow.FlowRetired;
import dev.serai.flow.Flows;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * One Quartz job for each flow at work that has a schedule. A job that is right is left alone, so that what was missed
 * while no hub was running is still known; what cannot be changed at the moment is changed in the next round.
 */
@Component
class FlowSchedules implements DisposableBean {

    static final String GROUP = "flow";

    private static final Logger LOG = LoggerFactory.getLogger(FlowSchedules.class);
    private static final Duration ROUND = Duration.ofMinutes(1);

    private final Scheduler scheduler;
    private final ActiveTriggers triggers;
    private final Flows flows;
    private final Clock clock;

    /** Flows that have a job; spares all others a look into the database. */
    private final Set<String> due = new HashSet<>();

    private @Nullable ScheduledExecutorService rounds;

    FlowSchedules(Scheduler scheduler, ActiveTriggers triggers, Flows flows, Clock clock) {
        this.scheduler = scheduler;
        this.triggers = triggers;
        this.flows = flows;
        this.clock = clock;
    }

    /** Looks at all flows, then lets the clock tick: nothing is due before it is known what is at work. */
    @EventListener(ApplicationReadyEvent.class)
    synchronized void start() throws SchedulerException {
        var thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("trigger-schedules").daemon().factory());
        rounds = thread;
        round();
        scheduler.start();
        var unused =
                thread.scheduleWithFixedDelay(this::round, ROUND.toMillis(), ROUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    @EventListener
    void on(FlowPublished event) {
        follow(event.version().flowId());
    }

    @EventListener
    void on(FlowRetired event) {
        follow(event.version().flowId());
    }

    private synchronized void follow(String flowId) {
        if (rounds != null) {
            safely(() -> settle(flowId));
        }
    }

    private interface Change {
        void make() throws SchedulerException;
    }

    /** A failure, for example because the database is away, is made up for by the next round. */
    private static void safely(Change change) {
        try {
            change.make();
        } catch (SchedulerException | RuntimeException e) {
            LOG.warn("Schedules could not be changed and are tried again within {}: {}", ROUND, e.getMessage());
        }
    }

    /** Makes up for whatever was not done when it was told. */
    synchronized void round() {
        safely(() -> {
            for (var active : triggers.all(Schedule.class)) {
                put(active.version().flowId(), active.settings());
            }
            for (var job : scheduler.getJobKeys(GroupMatcher.jobGroupEquals(GROUP))) {
                if (triggers.find(job.getName(), Schedule.class).isEmpty() && givenUp(job.getName())) {
                    remove(job.getName());
                }
            }
        });
    }

    private void settle(String flowId) throws SchedulerException {
        var schedule = triggers.find(flowId, Schedule.class);
        if (schedule.isPresent()) {
            put(flowId, schedule.get());
        } else if (due.contains(flowId)) {
            remove(flowId);
        }
    }

    /** A flow that only this hub cannot run keeps its job: other hubs may be at work on it. */
    private boolean givenUp(String flowId) {
        return flows.active(flowId).isPresent() || flows.chosen(flowId).isEmpty();
    }

    private void put(String flowId, Schedule schedule) throws SchedulerException {
        var key = TriggerKey.triggerKey(flowId, GROUP);
        var wanted = TriggerBuilder.newTrigger()
                .withIdentity(key)
                .withSchedule(schedule.builder())
                .build();
        due.add(flowId);
        if (scheduler.getTrigger(key) instanceof CronTrigger kept && same(kept, wanted)) {
            return;
        }
        if (wanted.getFireTimeAfter(Date.from(clock.instant())) == null) {
            LOG.warn("flow={} will never be due: its schedule {} is over", flowId, schedule.cron());
            remove(flowId);
            return;
        }
        var job = JobBuilder.newJob(ScheduledStart.class)
                .withIdentity(flowId, GROUP)
                .requestRecovery()
                .build();
        scheduler.scheduleJob(job, Set.of(wanted), true);
        LOG.info("flow={} is due by {} in {}", flowId, schedule.cron(), schedule.timezone());
    }

    private static boolean same(CronTrigger kept, CronTrigger wanted) {
        return kept.getCronExpression().equals(wanted.getCronExpression())
                && kept.getTimeZone().equals(wanted.getTimeZone())
                && kept.getMisfireInstruction() == wanted.getMisfireInstruction();
    }

    private void remove(String flowId) throws SchedulerException {
        if (scheduler.deleteJob(JobKey.jobKey(flowId, GROUP))) {
            LOG.info("flow={} has no schedule any more", flowId);
        }
        due.remove(flowId);
    }

    @Override
    public synchronized void destroy() {
        if (rounds != null) {
            rounds.shutdownNow();
        }
    }
}
