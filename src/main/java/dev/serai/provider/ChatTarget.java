package dev.serai.provider;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a model is asked.
 *
 * @param name what the hub calls the model
 * @param account whom to ask, and as whom
 * @param model what the provider calls the model
 * @param temperature used when the request has none
 * @param maxTokens used when the request has none
 */
public record ChatTarget(
        String name,
        Account account,
        String model,
        @Nullable Double temperature,
        @Nullable Integer maxTokens) {

    /**
     * An endpoint with credentials.
     *
     * @param provider what the hub calls the endpoint, in logs and meters
     * @param baseUrl in front of the protocol's paths; null means the protocol's own default
     * @param apiKey none means the protocol's own default
     */
    public record Account(String provider, @Nullable URI baseUrl, Secret apiKey) {}
}
