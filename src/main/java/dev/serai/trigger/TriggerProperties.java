package dev.serai.trigger;

import jakarta.validation.Valid;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How flows are started.
 *
 * @param patience how long a caller waits for the end of a run before it is told to ask later
 * @param webhooks how other systems call flows
 */
@Validated
@ConfigurationProperties("serai.trigger")
record TriggerProperties(
        @DurationMin(millis = 100) @DefaultValue("60s") Duration patience,
        @DefaultValue @Valid Webhooks webhooks) {

    /**
     * How other systems call flows.
     *
     * @param maxBody larger bodies are refused
     * @param duplicateWindow how long a call with an {@code Idempotency-Key} is recognised when it comes again
     * @param duplicateWindowWithoutKey how long the same body without such a key counts as a copy
     * @param keys what callers must know, by the name behind {@code /hooks/}
     */
    record Webhooks(
            @DefaultValue("1MB") DataSize maxBody,
            @DefaultValue("1h") @DurationMin(millis = 1) Duration duplicateWindow,
            @DefaultValue("8s") @DurationMin(millis = 1) Duration duplicateWindowWithoutKey,
            @DefaultValue Map<String, HookKey> keys) {

        Webhooks {
            keys = Map.copyOf(keys);
        }
    }
}
