package dev.serai.flow;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where flows come from.
 *
 * @param folder with {@code *.flow.yaml}, {@code *.flow.yml} and {@code *.flow.json}; if it does not exist, the flows
 *     packed with the hub are taken
 * @param watchInterval how often the folder is looked at for changes
 * @param remember how long a version that is not at work stays in memory after it was asked for
 */
@Validated
@ConfigurationProperties("serai.flow")
record FlowProperties(
        @NotBlank @DefaultValue("routes/flows") String folder,
        @DurationMin(millis = 50) @DefaultValue("500ms") Duration watchInterval,
        @DurationMin(millis = 1) @DefaultValue("300s") Duration remember) {}
