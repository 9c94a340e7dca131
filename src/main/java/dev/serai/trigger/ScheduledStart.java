package dev.serai.trigger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.serai.queue.MessageQueue;
import dev.serai.queue.QueueUnavailable;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Quartz calls when a flow is due: it only has the start stored, durably. The runs of one flow go on one after the
 * other, in the order they were due.
 */
class ScheduledStart implements Job {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledStart.class);
    private static final int MOST_TRIES = 60;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ActiveTriggers triggers;
    private final MessageQueue queue;
    private final Clock clock;

    ScheduledStart(ActiveTriggers triggers, MessageQueue queue, Clock clock) {
        this.triggers = triggers;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
        var flow = context.getJobDetail().getKey().getName();
        var schedule = triggers.find(flow, Schedule.class);
        if (schedule.isEmpty()) {
            LOG.warn("flow={} is due, but no version with a schedule is at work on this hub; nothing starts", flow);
            return;
        }
        if (context.getRefireCount() > 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        try {
            start(flow, schedule.get(), due(context));
        } catch (QueueUnavailable e) {
            throw new JobExecutionException(e, context.getRefireCount() < MOST_TRIES && goesOn(context));
        }
    }

    /** A hub that stops waits for its jobs, so they must come to an end then. */
    private static boolean goesOn(JobExecutionContext context) throws JobExecutionException {
        try {
            return !context.getScheduler().isInStandbyMode();
        } catch (SchedulerException e) {
            throw new JobExecutionException(e);
        }
    }

    private void start(String flow, Schedule schedule, Instant due) {
        var now = clock.instant();
        var metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("trigger", "schedule")
                .put("firedAt", now.toString())
                .put("scheduledAt", due.toString())
                .set("payload", schedule.payload());
        var start = new Start(flow, "schedule:" + flow + "@" + due, due, metadata);
        var receipt = queue.accept(start.envelope("schedule:" + flow, now));
        if (!receipt.duplicate()) {
            LOG.debug("run={} flow={} starts by its schedule of {}", receipt.id(), flow, due);
        }
    }

    /** A firing that is repeated because its hub died keeps the time it was due. */
    private static Instant due(JobExecutionContext context) {
        if (context.isRecovering()) {
            var first = context.getMergedJobDataMap()
                    .getString(Scheduler.FAILED_JOB_ORIGINAL_TRIGGER_SCHEDULED_FIRETIME_IN_MILLISECONDS);
            return Instant.ofEpochMilli(Long.parseLong(first));
        }
        return context.getScheduledFireTime().toInstant();
    }
}
