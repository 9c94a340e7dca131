package dev.serai.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.flow.SettingsReader;
import dev.serai.flow.SettingsRejected;
import dev.serai.vault.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A model as it is declared through the API; its fields are those of {@code ai_models}.
 *
 * @param protocol how the endpoint is spoken to
 * @param provider what logs call the endpoint
 * @param modelId what the provider calls the model
 * @param apiEndpoint an address other than the protocol's own
 * @param apiKey the key for that address; never told again
 */
record ModelDraft(
        @Nullable String id,
        String name,
        @DefaultValue("openai") String protocol,
        @Nullable String provider,
        @JsonProperty("model_id") String modelId,
        @JsonProperty("model_type") @DefaultValue("chat") String modelType,
        List<String> capabilities,
        @JsonProperty("is_active") @DefaultValue("true") boolean isActive,
        @JsonProperty("api_endpoint") @Nullable String apiEndpoint,
        @JsonProperty("api_key") @Nullable String apiKey,
        @DefaultValue Config config) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SettingsReader READER = new SettingsReader();
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** Everything else; as in model files. */
    record Config(
            @DefaultValue("60s") Duration timeout,
            @Nullable Double temperature,
            @JsonProperty("max_tokens") @Nullable Integer maxTokens,
            @JsonProperty("top_p") @Nullable Double topP,
            List<String> stop,
            @DefaultValue("0") int priority,
            @DefaultValue("1") int weight,
            @Nullable String fallback,
            @JsonProperty("max_concurrent") @Nullable Integer maxConcurrent,
            @JsonProperty("rate_limit") @Nullable Integer rateLimit,
            @DefaultValue("") String icon,
            @DefaultValue ModelFile.Words description,
            Map<String, String> options) {}

    /**
     * What somebody sent.
     *
     * @throws IllegalArgumentException naming each wrong field with a fix
     */
    static ModelDraft of(ObjectNode sent) {
        try {
            return READER.read(sent, ModelDraft.class);
        } catch (SettingsRejected e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * The declaration.
     *
     * @throws IllegalArgumentException that names the field, the reason and the fix
     */
    ModelEntry entry(String id, Secret key, Protocols protocols) {
        require(id.matches(ID), "id: '" + id + "' is none; write letters, digits, dots, hyphens and underlines");
        require(!name.isBlank(), "name: it is empty; write what flows and programs ask for");
        require(!modelId.isBlank(), "model_id: it is empty; write what the provider calls the model");
        require(
                protocols.known(protocol),
                "protocol: '%s' is not known; write one of %s".formatted(protocol, protocols.names()));
        require(
                provider == null || provider.matches(ProviderProperties.LABEL),
                "provider: '" + provider + "' is none; write " + ProviderProperties.LABEL_RULE);
        var endpoint = new ModelEntry.Endpoint(protocol, provider, address(), key, config.options());
        return new ModelEntry(id, name, "api", endpoint, asked(), turn(), looks(), isActive, List.of());
    }

    private @Nullable URI address() {
        if (apiEndpoint == null || apiEndpoint.isBlank()) {
            return null;
        }
        try {
            return ModelEntry.Endpoint.address(apiEndpoint);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "api_endpoint: " + e.getMessage() + "; write https://host/path, or leave it out", e);
        }
    }

    private ModelEntry.Asked asked() {
        var timeout = config.timeout();
        require(
                timeout.isPositive() && timeout.compareTo(ModelEntry.LONGEST_TIMEOUT) <= 0,
                "config.timeout: it is not between 1ms and 1h; write one such as 60s");
        try {
            var defaults = new Sampling(config.temperature(), config.maxTokens(), config.topP(), config.stop(), false);
            return new ModelEntry.Asked(modelId.strip(), timeout, defaults);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("config." + e.getMessage() + "; write another value", e);
        }
    }

    private ModelEntry.Turn turn() {
        atLeastOne("weight", config.weight());
        atLeastOne("max_concurrent", config.maxConcurrent());
        atLeastOne("rate_limit", config.rateLimit());
        return new ModelEntry.Turn(
                config.priority(), config.weight(), config.fallback(), config.maxConcurrent(), config.rateLimit());
    }

    private ModelEntry.Looks looks() {
        var able = JSON.createObjectNode();
        able.putPOJO("capabilities", capabilities);
        return new ModelEntry.Looks(
                modelType,
                config.icon(),
                config.description().zh(),
                config.description().en(),
                JSON.createArrayNode(),
                JSON.valueToTree(able));
    }

    private static void atLeastOne(String field, @Nullable Integer number) {
        require(
                number == null || number >= 1,
                "config.%s: %s is not at least 1; write another number".formatted(field, number));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
