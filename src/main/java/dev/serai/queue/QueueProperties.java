package dev.serai.queue;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the inbox behaves.
 *
 * @param instance name of this hub among those on the same database; a restarted hub of the same name takes its work up
 *     at once
 * @param acceptTimeout how long an accepted message may take to be stored before the caller is told to try again
 * @param batch how many messages are stored in one transaction at most
 * @param inMemory how many messages wait in memory at most; more wait in the database
 * @param inFlight how many messages are received at the same time at most
 * @param attempts how often a message is delivered before it becomes a dead letter
 * @param firstPause pause before the second delivery; doubles with each further one
 * @param longestPause pause between two deliveries at most
 * @param heartbeat how often this hub says that it is alive
 * @param lease how long a silent hub keeps its work
 * @param sweep how often stale work, old marks and old messages are looked for
 * @param retention how long a message is kept after it came in
 * @param hold whether messages are only taken and nothing is dealt with until the hub is started without this; for
 *     maintenance
 * @param drain how long an orderly stop waits for what is in flight
 */
@Validated
@ConfigurationProperties("serai.queue")
record QueueProperties(
        @NotBlank @DefaultValue("hub") String instance,
        @DurationMin(millis = 100) @DefaultValue("2500ms") Duration acceptTimeout,
        @Min(1) @Max(10_000) @DefaultValue("500") int batch,
        @Min(100) @DefaultValue("20000") int inMemory,
        @Min(1) @DefaultValue("1000") int inFlight,
        @Min(1) @Max(100) @DefaultValue("5") int attempts,
        @DurationMin(millis = 10) @DefaultValue("1s") Duration firstPause,
        @DurationMin(millis = 10) @DefaultValue("30s") Duration longestPause,
        @DurationMin(millis = 100) @DefaultValue("2s") Duration heartbeat,
        @DurationMin(seconds = 1) @DefaultValue("15s") Duration lease,
        @DurationMin(millis = 100) @DefaultValue("5s") Duration sweep,
        @DurationMin(hours = 1) @DefaultValue("30d") Duration retention,
        @DefaultValue("false") boolean hold,
        @DurationMin(millis = 0) @DefaultValue("10s") Duration drain) {

    Duration pauseAfter(int attempt) {
        var factor = 1L << Math.min(attempt - 1, 20);
        var pause = firstPause.multipliedBy(factor);
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
