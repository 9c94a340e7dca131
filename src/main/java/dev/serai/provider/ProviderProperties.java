package dev.serai.provider;

import dev.serai.vault.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which models and workflows there are and how patiently they are asked.
 *
 * @param modelFolder with a file for each model; if it does not exist, those packed with the hub are taken
 * @param watchInterval how often that folder is looked at for changes
 * @param models by the names that flows and programs use
 * @param workflows by the names that flows and programs use
 * @param calls what holds for every call
 * @param log what is kept about finished calls
 * @param health when a model counts as well
 * @param runs how workflows are followed that are not waited for
 * @param schemas folder of the files that workflows name as their input-schema
 */
@Validated
@ConfigurationProperties("serai.provider")
record ProviderProperties(
        @NotBlank @DefaultValue("routes/models") String modelFolder,
        @DurationMin(millis = 50) @DefaultValue("500ms") Duration watchInterval,
        @DefaultValue Map<String, @Valid Model> models,
        @DefaultValue Map<String, @Valid Workflow> workflows,
        @DefaultValue @Valid Calls calls,
        @DefaultValue @Valid Log log,
        @DefaultValue @Valid Health health,
        @DefaultValue @Valid Runs runs,
        @DefaultValue("routes/schemas") @NotBlank String schemas) {

    ProviderProperties {
        models = Map.copyOf(models);
        workflows = Map.copyOf(workflows);
    }

    /**
     * A model under a name of ours.
     *
     * @param protocol how the endpoint is spoken to
     * @param provider what logs call the endpoint; the protocol, or the host of an own base-url, if left out
     * @param baseUrl an endpoint other than the protocol's own
     * @param apiKey the key for that endpoint; the protocol's own key is never sent to another endpoint
     * @param model what the provider calls the model
     * @param timeout for the whole answer, retries included
     * @param temperature used when a request has none
     * @param maxTokens used when a request has none
     * @param topP used when a request has none
     * @param name what flows and programs ask for, if it is not the key; several of one name are several providers
     * @param options what only this protocol knows
     * @param priority of the providers of one name those of a higher priority are asked first
     * @param weight share of the calls among those of the same priority
     * @param fallback the model to ask when no provider of this one answers
     * @param maxConcurrent calls at the same time to this provider
     * @param rateLimit calls a minute to this provider
     * @param enabled false keeps it out of use
     */
    record Model(
            @DefaultValue("openai") @NotBlank String protocol,

            @Nullable @Pattern(regexp = LABEL, message = LABEL_RULE)
            String provider,

            @Nullable URI baseUrl,
            @DefaultValue("") Secret apiKey,
            @NotBlank String model,

            @DefaultValue("60s") @DurationMin(millis = 1) @DurationMax(hours = 1)
            Duration timeout,

            @Nullable @DecimalMin("0") @DecimalMax("2") Double temperature,
            @Nullable @Positive Integer maxTokens,
            @Nullable @Positive @DecimalMax("1") Double topP,
            @Nullable String name,
            @DefaultValue Map<String, String> options,
            @DefaultValue("0") int priority,
            @DefaultValue("1") @Min(1) @Max(1_000_000) int weight,
            @Nullable String fallback,
            @Nullable @Positive Integer maxConcurrent,
            @Nullable @Positive Integer rateLimit,
            @DefaultValue("true") boolean enabled) {

        Model {
            requireHttp(baseUrl);
        }
    }

    /**
     * A hosted workflow under a name of ours.
     *
     * @param provider who hosts it
     * @param workflowId what the provider calls it
     * @param appId the app it belongs to
     * @param description what it does, for people
     * @param timeout for the whole run, retries included
     * @param botId the agent whose data it uses
     * @param connectorId the channel the run is counted for
     * @param workflowVersion a fixed version instead of the latest
     * @param cacheTtl how long an answer is given again for the same parameters; zero asks each time
     * @param inputSchema what the parameters have to be like: JSON Schema as JSON or YAML text, or a file of the folder
     *     {@code serai.provider.schemas}; anything if left out
     * @param maxConcurrent runs at the same time; bounded by the provider's places only if left out
     * @param rateLimit runs begun in a second; unbounded if left out
     * @param maxResumes how often one run is answered; Coze's own limit by default
     */
    record Workflow(
            @DefaultValue("coze") @Pattern(regexp = LABEL, message = LABEL_RULE)
            String provider,

            @NotBlank String workflowId,
            @Nullable String appId,
            @DefaultValue("") String description,
            @DefaultValue("300s") @DurationMin(millis = 1) Duration timeout,
            @Nullable String botId,
            @DefaultValue("1024") @NotBlank String connectorId,
            @Nullable String workflowVersion,
            @DefaultValue("0s") @DurationMin Duration cacheTtl,
            @DefaultValue("") String inputSchema,
            @Nullable @Min(1) @Max(100_000) Integer maxConcurrent,
            @Nullable @Min(1) @Max(100_000) Integer rateLimit,
            @DefaultValue("3") @Min(0) int maxResumes) {}

    /**
     * What holds for every call.
     *
     * @param retry how often and when a failed call is made again
     * @param breaker when a provider is left alone for a while
     * @param maxConcurrent calls at the same time, for each provider
     * @param maxQueue calls that wait for their turn at the same time, for each provider; one more fails at once
     * @param maxWait how long a call waits for its turn
     * @param rateLimit calls begun in a second, for each provider; unbounded if left out
     */
    record Calls(
            @DefaultValue @Valid Retry retry,
            @DefaultValue @Valid Breaker breaker,
            @DefaultValue("500") @Min(1) @Max(100_000) int maxConcurrent,
            @DefaultValue("1000") @Min(0) @Max(100_000) int maxQueue,
            @DefaultValue("10s") @DurationMin Duration maxWait,
            @Nullable @Min(1) @Max(100_000) Integer rateLimit) {}

    /**
     * How often and when a failed call is made again.
     *
     * @param attempts tries after the first one
     * @param pause before the first of them
     * @param factor by which each further pause is longer
     * @param cap the longest pause
     */
    record Retry(
            @DefaultValue("2") @Min(0) @Max(10) int attempts,
            @DefaultValue("1s") @DurationMin Duration pause,
            @DefaultValue("2") @DecimalMin("1") double factor,
            @DefaultValue("5s") @DurationMin Duration cap) {

        Duration pauseBefore(int attempt) {
            var millis = pause.toMillis() * Math.pow(factor, attempt - 1.0);
            return millis >= cap.toMillis() ? cap : Duration.ofMillis((long) millis);
        }
    }

    /**
     * When a provider is left alone for a while.
     *
     * @param window the last calls that are looked at
     * @param minimumCalls fewer calls than this decide nothing
     * @param failureRate per cent of failed calls that open the breaker
     * @param open how long it stays open, in whole seconds
     */
    record Breaker(
            @DefaultValue("50") @Min(1) int window,
            @DefaultValue("10") @Min(1) int minimumCalls,
            @DefaultValue("50") @Min(1) @Max(100) int failureRate,
            @DefaultValue("30s") @DurationMin(seconds = 1) Duration open) {}

    /**
     * What is kept about finished calls.
     *
     * @param enabled false keeps nothing
     * @param retentionDays how long it is kept
     * @param textLimit characters kept of a request and of an answer
     */
    record Log(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("30") @Min(1) int retentionDays,
            @DefaultValue("8192") @Min(16) @Max(1_000_000) int textLimit) {}

    /**
     * When a model counts as well.
     *
     * @param enabled false asks no model
     * @param interval how long a model that was asked is left alone, and how long what came of it is news
     * @param timeout after which a model that is asked for a word counts as silent
     * @param slow answers that take longer count as slow
     */
    record Health(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("60s") @DurationMin Duration interval,
            @DefaultValue("10s") @DurationMin(millis = 1) Duration timeout,
            @DefaultValue("5s") @DurationMin(millis = 1) Duration slow) {}

    /**
     * How workflows are followed that are not waited for.
     *
     * @param pause before the first look at a run in the background
     * @param cap the longest pause; in between they grow with the age of the run
     * @param interruptLife how long an interrupt can be answered
     */
    record Runs(
            @DefaultValue("2s") @DurationMin(millis = 1) Duration pause,
            @DefaultValue("30s") @DurationMin(millis = 1) Duration cap,
            @DefaultValue("24h") @DurationMin(minutes = 1) Duration interruptLife) {

        /** How long to wait until a run of this age is looked at again. */
        Duration pauseAt(Duration age) {
            var half = age.dividedBy(2);
            return half.compareTo(pause) < 0 ? pause : half.compareTo(cap) > 0 ? cap : half;
        }
    }

    static final String LABEL = "[A-Za-z0-9][A-Za-z0-9.-]{0,62}";
    static final String LABEL_RULE = "only letters, digits, dots and hyphens, at most 63";

    static boolean isHttp(URI url) {
        return url.getAuthority() != null && String.valueOf(url.getScheme()).matches("https?");
    }

    private static void requireHttp(@Nullable URI url) {
        if (url != null && !isHttp(url)) {
            throw new IllegalArgumentException("base-url: '" + url + "' is not an http or https address");
        }
    }
}
