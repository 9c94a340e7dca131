package dev.serai.conversation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is kept at hand, and how much is written at once.
 *
 * @param cache how long profiles, groups and histories are remembered if nobody says that they changed
 * @param cacheSize how many of each are
 * @param messageBatch message rows in one write at most
 * @param contextBatch conversations whose context is updated in one write at most
 */
@Validated
@ConfigurationProperties("serai.conversation")
record ConversationProperties(
        @DurationMin(millis = 0) @DefaultValue("60s") Duration cache,
        @Min(1) @DefaultValue("5000") int cacheSize,
        @Min(1) @Max(1000) @DefaultValue("100") int messageBatch,
        @Min(1) @Max(1000) @DefaultValue("10") int contextBatch) {}
