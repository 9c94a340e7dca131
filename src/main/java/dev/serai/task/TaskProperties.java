package dev.serai.task;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How staff are watched.
 *
 * @param silence of a member of the staff after which they count as offline
 * @param staffCache how long the status of the staff is remembered if nobody says that it changed
 * @param staffCacheSize the staff of how many robots are remembered
 * @param answerWithin how long a customer may wait until one of the staff comes; then somebody is told
 */
@Validated
@ConfigurationProperties("serai.task")
record TaskProperties(
        @DurationMin(seconds = 1) @DefaultValue("30m") Duration silence,
        @DurationMin(millis = 0) @DefaultValue("30s") Duration staffCache,
        @Min(1) @DefaultValue("5000") int staffCacheSize,
        @DurationMin(seconds = 1) @DefaultValue("10m") Duration answerWithin) {}
