package dev.serai.task;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How staff are watched.
 *
 * @param silence of a member of the staff after which they count as offline
 * @param staffCache how long the status of the staff is remembered
 * @param answerWithin how long a customer may wait until one of the staff comes; then somebody is told
 */
@Validated
@ConfigurationProperties("serai.task")
record TaskProperties(
        @DurationMin(seconds = 1) @DefaultValue("30m") Duration silence,
        @DurationMin(millis = 0) @DefaultValue("30s") Duration staffCache,
        @DurationMin(seconds = 1) @DefaultValue("10m") Duration answerWithin) {}
