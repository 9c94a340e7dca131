package dev.serai.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.serai.vault.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One declaration of a model, wherever it comes from: whom to ask for it, and in which turn.
 *
 * @param id tells declarations apart
 * @param name what flows and programs ask for; several declarations of one name are several providers of that model
 * @param origin where it is declared, for people
 * @param turn when this provider is asked, and how often
 * @param active false keeps it out of use
 * @param missing what has to be set before it can be asked, a sentence each
 */
record ModelEntry(
        String id,
        String name,
        String origin,
        Endpoint endpoint,
        Asked asked,
        Turn turn,
        Looks looks,
        boolean active,
        List<String> missing) {

    static final Duration TIMEOUT = Duration.ofSeconds(60);
    static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    /**
     * Whom to ask, and as whom.
     *
     * @param label what logs call the provider; null leaves it to the hub
     * @param options what only this protocol knows
     */
    record Endpoint(
            String protocol,
            @Nullable String label,
            @Nullable URI baseUrl,
            Secret apiKey,
            Map<String, String> options) {

        Endpoint {
            options = Map.copyOf(options);
        }

        /**
         * An address as people write it.
         *
         * @throws IllegalArgumentException with the reason if it is none
         */
        static URI address(String text) {
            try {
                var url = new URI(text.strip());
                if (url.getUserInfo() != null) {
                    throw new IllegalArgumentException("it holds a user; the key has a field of its own");
                }
                if (ProviderProperties.isHttp(url)) {
                    return url;
                }
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("it is no http or https address", e);
            }
            throw new IllegalArgumentException("it is no http or https address");
        }

        /** The protocol, or the host of an address of its own, if nothing is said. */
        String defaultLabel() {
            if (label != null) {
                return label;
            }
            return baseUrl == null ? protocol : baseUrl.getAuthority().replaceAll("[^A-Za-z0-9.-]", "-");
        }
    }

    /**
     * What to ask for.
     *
     * @param model what the provider calls it
     * @param timeout for a whole answer
     */
    record Asked(String model, Duration timeout, Sampling defaults) {}

    /**
     * When it is this provider's turn.
     *
     * @param priority higher is asked first
     * @param weight share of the calls among providers of the same priority, at least 1
     * @param fallback the model to ask when no provider of this one answers
     * @param maxConcurrent calls at the same time
     * @param perMinute calls a minute
     */
    record Turn(
            int priority,
            int weight,
            @Nullable String fallback,
            @Nullable Integer maxConcurrent,
            @Nullable Integer perMinute) {

        static final Turn USUAL = new Turn(0, 1, null, null, null);
    }

    /**
     * How people see it.
     *
     * @param type such as {@code chat}
     * @param parameters what may be set for a call, as Coze Studio describes it
     * @param capability what it can, as Coze Studio describes it
     */
    record Looks(String type, String icon, String zh, String en, JsonNode parameters, JsonNode capability) {

        static final Looks PLAIN = new Looks(
                "chat", "", "", "", JsonNodeFactory.instance.arrayNode(), JsonNodeFactory.instance.objectNode());
    }

    ModelEntry {
        missing = List.copyOf(missing);
    }

    /** The same, but something has to be done before it can be asked. */
    ModelEntry lacking(String advice) {
        return new ModelEntry(id, name, origin, endpoint, asked, turn, looks, active, List.of(advice));
    }
}
