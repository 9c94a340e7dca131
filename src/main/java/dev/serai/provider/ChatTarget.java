package dev.serai.provider;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a model is asked.
 *
 * @param name what the hub calls the model
 * @param provider what the hub calls the endpoint, for logs
 * @param baseUrl in front of the protocol's paths
 * @param apiKey may be none for servers that need none
 * @param model what the provider calls the model
 * @param temperature used when the request has none
 * @param maxTokens used when the request has none
 */
public record ChatTarget(
        String name,
        String provider,
        URI baseUrl,
        Secret apiKey,
        String model,
        @Nullable Double temperature,
        @Nullable Integer maxTokens) {}
