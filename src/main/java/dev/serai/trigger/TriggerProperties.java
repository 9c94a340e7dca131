package dev.serai.trigger;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How programs start flows.
 *
 * @param patience how long a caller waits for the end of a run before it is told to ask later
 */
@Validated
@ConfigurationProperties("serai.trigger")
record TriggerProperties(
        @DurationMin(millis = 100) @DefaultValue("60s") Duration patience) {}
