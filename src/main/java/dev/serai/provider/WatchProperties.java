package dev.serai.provider;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which limits calls should keep, so that people hear when they do not. Nothing is watched unless a limit is set.
 *
 * @param zone in which days and months begin, also those of statistics
 * @param interval how often the limits are looked at
 * @param window the last minutes that error rate and latency are taken from
 * @param minimumCalls fewer calls than this in the window decide nothing
 * @param each limits of every model and every workflow for itself
 * @param total limits of all calls together
 * @param models limits of single models by name, instead of those of {@code each}
 * @param workflows limits of single workflows by name, instead of those of {@code each}
 */
@Validated
@ConfigurationProperties("serai.provider.watch")
record WatchProperties(
        @DefaultValue("Asia/Shanghai") ZoneId zone,
        @DefaultValue("60s") @DurationMin(millis = 1) Duration interval,
        @DefaultValue("10m") @DurationMin(seconds = 1) Duration window,
        @DefaultValue("20") @Min(1) int minimumCalls,
        @DefaultValue @Valid Limits each,
        @DefaultValue @Valid Limits total,
        @DefaultValue Map<String, @Valid Limits> models,
        @DefaultValue Map<String, @Valid Limits> workflows) {

    WatchProperties {
        models = Map.copyOf(models);
        workflows = Map.copyOf(workflows);
    }

    /**
     * Limits; one that is left out is not watched.
     *
     * @param tokensPerDay tokens since midnight
     * @param tokensPerMonth tokens since the month began
     * @param errorRate per cent of calls in the window that failed
     * @param latencyP95 95 of 100 calls in the window that succeeded were quicker than this
     */
    record Limits(
            @Nullable @Positive Long tokensPerDay,
            @Nullable @Positive Long tokensPerMonth,
            @Nullable @Min(1) @Max(100) Integer errorRate,
            @Nullable @DurationMin(millis = 1) Duration latencyP95) {

        /** These, and where there is none the other's. */
        Limits or(Limits other) {
            return new Limits(
                    tokensPerDay == null ? other.tokensPerDay : tokensPerDay,
                    tokensPerMonth == null ? other.tokensPerMonth : tokensPerMonth,
                    errorRate == null ? other.errorRate : errorRate,
                    latencyP95 == null ? other.latencyP95 : latencyP95);
        }

        boolean some() {
            return Stream.of(tokensPerDay, tokensPerMonth, errorRate, latencyP95)
                    .anyMatch(Objects::nonNull);
        }
    }

    /** Whether there is anything to watch. */
    boolean some() {
        return all().anyMatch(Limits::some);
    }

    /** Whether a month is watched, for which the log must reach back that far. */
    boolean months() {
        return all().anyMatch(limits -> limits.tokensPerMonth() != null);
    }

    private Stream<Limits> all() {
        return Stream.concat(
                Stream.of(each, total), Stream.concat(models.values().stream(), workflows.values().stream()));
    }

    Limits model(String name) {
        return models.getOrDefault(name, each).or(each);
    }

    Limits workflow(String name) {
        return workflows.getOrDefault(name, each).or(each);
    }
}
