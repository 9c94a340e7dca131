package dev.serai.provider;

import dev.serai.vault.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The models of the environment, in Coze Studio's variables: {@code MODEL_PROTOCOL}, {@code MODEL_OPENCOZE_ID},
 * {@code MODEL_NAME}, {@code MODEL_ID}, {@code MODEL_API_KEY} and {@code MODEL_BASE_URL}, and the same with {@code _0}
 * to {@code _99} at the end. A model begins with its protocol.
 */
@Component
class EnvironmentModels implements ModelSource {

    private static final int MOST = 100;

    private final Environment environment;
    private final Protocols protocols;

    EnvironmentModels(Environment environment, Protocols protocols) {
        this.environment = environment;
        this.protocols = protocols;
    }

    @Override
    public int rank() {
        return 1;
    }

    @Override
    public List<ModelEntry> read() {
        var found = new ArrayList<ModelEntry>();
        Stream.concat(Stream.of(""), IntStream.range(0, MOST).mapToObj(number -> "_" + number))
                .filter(suffix -> value("MODEL_PROTOCOL", suffix) != null)
                .forEach(suffix -> found.add(entry(suffix)));
        return List.copyOf(found);
    }

    private ModelEntry entry(String suffix) {
        var protocol = needed("MODEL_PROTOCOL", suffix);
        if (!protocols.known(protocol)) {
            throw new IllegalArgumentException(
                    "MODEL_PROTOCOL%s: '%s' is not one of %s".formatted(suffix, protocol, protocols.names()));
        }
        var model = needed("MODEL_ID", suffix);
        var name = value("MODEL_NAME", suffix);
        var id = value("MODEL_OPENCOZE_ID", suffix);
        var key = value("MODEL_API_KEY", suffix);
        var endpoint = new ModelEntry.Endpoint(
                protocol, null, address(suffix), key == null ? Secret.none() : Secret.of(key), Map.of());
        return new ModelEntry(
                id == null ? "env" + suffix : id,
                name == null ? model : name,
                "MODEL_PROTOCOL" + suffix,
                endpoint,
                new ModelEntry.Asked(model, ModelEntry.TIMEOUT, Sampling.configured()),
                ModelEntry.Turn.USUAL,
                ModelEntry.Looks.PLAIN,
                true,
                List.of());
    }

    private @Nullable URI address(String suffix) {
        var text = value("MODEL_BASE_URL", suffix);
        try {
            return text == null ? null : ModelEntry.Endpoint.address(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("MODEL_BASE_URL" + suffix + ": " + e.getMessage(), e);
        }
    }

    private String needed(String variable, String suffix) {
        var value = value(variable, suffix);
        if (value == null) {
            throw new IllegalArgumentException("%s%s is not set; MODEL_PROTOCOL%s needs it, or take that away"
                    .formatted(variable, suffix, suffix));
        }
        return value;
    }

    private @Nullable String value(String variable, String suffix) {
        var value = environment.getProperty(variable + suffix);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
