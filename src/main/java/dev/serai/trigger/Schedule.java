package dev.serai.trigger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.ParseException;
import java.time.ZoneId;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;
import org.quartz.CronScheduleBuilder;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a flow starts by itself: the settings of {@code trigger_schedule}.
 *
 * @param cron in the way of Quartz: second, minute, hour, day, month, weekday and, if wanted, year
 * @param timezone the cron expression is meant in
 * @param misfire what becomes of starts that were missed by more than a minute, for example because no hub was running
 * @param payload handed to each run
 */
public record Schedule(
        String cron,
        @DefaultValue("Asia/Shanghai") ZoneId timezone,
        @DefaultValue("once") Misfire misfire,
        @Nullable ObjectNode payload) {

    /** What becomes of missed starts. */
    public enum Misfire {
        /** One run now makes up for all of them. */
        ONCE,
        /** They are skipped. */
        IGNORE,
        /** Each of them is made up for. */
        ALL
    }

    private static final int CLASSIC_FIELDS = 5;

    public Schedule {
        check(cron);
    }

    private static void check(String cron) {
        try {
            var unused = new CronExpression(cron);
        } catch (ParseException e) {
            var classic = cron.strip().split("\\s+").length == CLASSIC_FIELDS;
            throw new IllegalArgumentException("cron: '" + cron + "' is no time"
                    + (classic ? ", it has no seconds" : "") + "; write second, minute, hour, day, month and weekday"
                    + " with one ? for the day or the weekday, such as 0 0 9 * * ?");
        }
    }

    CronScheduleBuilder builder() {
        var times = CronScheduleBuilder.cronSchedule(cron).inTimeZone(TimeZone.getTimeZone(timezone));
        return switch (misfire) {
            case ONCE -> times.withMisfireHandlingInstructionFireAndProceed();
            case IGNORE -> times.withMisfireHandlingInstructionDoNothing();
            case ALL -> times.withMisfireHandlingInstructionIgnoreMisfires();
        };
    }
}
