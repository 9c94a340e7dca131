package dev.serai.engine;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How runs are run.
 *
 * @param batch how many segments are committed in one transaction at most
 * @param writers how many such transactions may be under way at the same time
 * @param patience how long a run waits for room in the next transactions before it is delivered again
 * @param shortWait waits up to this long stay in the route and cost no commit; a crash lets them begin anew
 * @param awake how many runs that waited may go on at the same time
 * @param retireAfter how long a version that is no longer active keeps its routes at least
 * @param context how what waiting runs know is kept at hand
 */
@Validated
@ConfigurationProperties("serai.engine")
record EngineProperties(
        @Min(1) @Max(5000) @DefaultValue("256") int batch,
        @Min(1) @Max(16) @DefaultValue("2") int writers,
        @DurationMin(millis = 100) @DefaultValue("30s") Duration patience,
        @DurationMin(millis = 0) @DefaultValue("3s") Duration shortWait,
        @Min(1) @DefaultValue("500") int awake,
        @DurationMin(millis = 10) @DefaultValue("60s") Duration retireAfter,
        @DefaultValue @Valid Context context) {

    /**
     * How what waiting runs know is kept at hand, beside the database.
     *
     * @param timeToLive after which it is only in the database
     * @param batch how many are written at once at most
     * @param longest in characters of JSON; what is longer stays in the database only
     */
    record Context(
            @DurationMin(millis = 1) @DefaultValue("60s") Duration timeToLive,
            @Min(1) @Max(1000) @DefaultValue("10") int batch,
            @Min(0) @DefaultValue("262144") int longest) {}
}
