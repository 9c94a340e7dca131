package dev.serai.provider;

import dev.serai.vault.Secret;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a model is asked.
 *
 * @param name what the hub calls the model
 * @param account whom to ask, and as whom
 * @param model what the provider calls the model
 * @param defaults used where the request has no wishes
 */
public record ChatTarget(String name, Account account, String model, Sampling defaults) {

    /**
     * An endpoint with credentials.
     *
     * @param provider what the hub calls the endpoint, in logs and meters
     * @param baseUrl in front of the protocol's paths; null means the protocol's own default
     * @param apiKey none means the protocol's own default
     * @param options what only this protocol knows, such as {@code api_version}
     */
    public record Account(String provider, @Nullable URI baseUrl, Secret apiKey, Map<String, String> options) {

        public Account {
            options = Map.copyOf(options);
        }

        /** Nothing special. */
        public Account(String provider, @Nullable URI baseUrl, Secret apiKey) {
            this(provider, baseUrl, apiKey, Map.of());
        }
    }

    /** A target whose request decides everything itself. */
    public ChatTarget(String name, Account account, String model) {
        this(name, account, model, Sampling.configured());
    }

    /** What holds for a request: its own wishes, then the defaults. */
    public Sampling sampling(ChatRequest request) {
        return request.sampling().or(defaults);
    }
}
