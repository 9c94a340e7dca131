package dev.serai.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.flow.SettingsFile;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A file that declares a model, as Coze Studio writes it ({@code backend/conf/model/template} of coze-dev/coze-studio),
 * with a few fields of ours under {@code meta}.
 *
 * @param id tells declarations apart
 * @param name what flows and programs ask for
 * @param iconUri a picture of it, by Coze Studio's name
 * @param iconUrl a picture of it
 * @param description for people
 * @param defaultParameters what may be set for a call, with the value it has if nobody sets it
 * @param meta whom to ask
 * @param status 0, 1 or 5: in use; 10: not
 */
record ModelFile(
        String id,
        String name,
        @JsonProperty("icon_uri") @DefaultValue("") String iconUri,
        @JsonProperty("icon_url") @DefaultValue("") String iconUrl,
        @DefaultValue Words description,
        @JsonProperty("default_parameters") List<Parameter> defaultParameters,
        Meta meta,
        @Nullable Integer status) {

    static final SettingsFile<ModelFile> FORMAT = new SettingsFile<>(ModelFile.class, "model", "id: and name:");

    /** The same in two languages. */
    record Words(
            @DefaultValue("") String zh, @DefaultValue("") String en) {}

    /** Something that may be set for a call. */
    record Parameter(
            String name,
            @JsonProperty("default_val") Map<String, String> defaultVal,
            @DefaultValue("") String type,
            @Nullable String min,
            @Nullable String max,
            @Nullable Integer precision,
            @Nullable JsonNode label,
            @Nullable JsonNode desc,
            @Nullable JsonNode options,
            @Nullable JsonNode style) {}

    /**
     * Whom to ask, and in which turn.
     *
     * @param protocol how the endpoint is spoken to
     * @param capability what the model can, for people
     * @param status as that of the file
     * @param provider what logs call the endpoint
     * @param priority of the providers of one name those of a higher priority are asked first
     * @param weight share of the calls among those of the same priority
     * @param fallback the model to ask when no provider of this one answers
     * @param maxConcurrent calls at the same time to this provider
     * @param rateLimit calls a minute to this provider
     */
    record Meta(
            String protocol,
            @Nullable JsonNode capability,
            @JsonProperty("conn_config") Connection connConfig,
            @Nullable Integer status,
            @Nullable String provider,
            @DefaultValue("0") int priority,
            @DefaultValue("1") int weight,
            @Nullable String fallback,
            @JsonProperty("max_concurrent") @Nullable Integer maxConcurrent,
            @JsonProperty("rate_limit") @Nullable Integer rateLimit) {}

    /** How to ask; 0 and an empty text are the same as nothing. */
    record Connection(
            @JsonProperty("base_url") @DefaultValue("") String baseUrl,
            @JsonProperty("api_key") @DefaultValue("") String apiKey,
            @DefaultValue("0s") Duration timeout,
            @DefaultValue("") String model,
            @Nullable Double temperature,
            @JsonProperty("frequency_penalty") @Nullable Double frequencyPenalty,
            @JsonProperty("presence_penalty") @Nullable Double presencePenalty,
            @JsonProperty("max_tokens") @Nullable Integer maxTokens,
            @JsonProperty("max_completion_tokens") @Nullable Integer maxCompletionTokens,
            @JsonProperty("top_p") @Nullable Double topP,
            @JsonProperty("top_k") @Nullable Integer topK,
            List<String> stop,
            @JsonProperty("enable_thinking") @Nullable Boolean enableThinking,
            @Nullable ObjectNode openai,
            @Nullable ObjectNode claude,
            @Nullable ObjectNode ark,
            @Nullable ObjectNode deepseek,
            @Nullable ObjectNode gemini,
            @Nullable ObjectNode qwen,
            @Nullable ObjectNode ollama,
            @Nullable ObjectNode custom) {

        /** What only this protocol knows, if anything is said. */
        @Nullable
        ObjectNode of(String protocol) {
            return switch (protocol) {
                case "openai" -> openai;
                case "claude" -> claude;
                case "ark" -> ark;
                case "deepseek" -> deepseek;
                case "gemini" -> gemini;
                case "qwen" -> qwen;
                case "ollama" -> ollama;
                default -> custom;
            };
        }
    }

    /** The values parameters have if nobody sets them, by name. */
    Map<String, String> usualValues() {
        var values = new HashMap<String, String>();
        defaultParameters.forEach(parameter -> {
            var value = parameter.defaultVal().getOrDefault("default_val", "");
            if (!value.isBlank()) {
                values.put(parameter.name(), value);
            }
        });
        return values;
    }
}
