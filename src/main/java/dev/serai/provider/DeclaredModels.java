package dev.serai.provider;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The models of the configuration, {@code serai.provider.models}; their keys there are their ids. */
@Component
class DeclaredModels implements ModelSource {

    private final ProviderProperties settings;
    private final Protocols protocols;

    DeclaredModels(ProviderProperties settings, Protocols protocols) {
        this.settings = settings;
        this.protocols = protocols;
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public List<ModelEntry> read() {
        return new TreeMap<>(settings.models())
                .entrySet().stream()
                        .map(model -> entry(model.getKey(), model.getValue()))
                        .toList();
    }

    @Override
    public void check(Set<String> names) {
        settings.models().forEach((id, model) -> {
            var fallback = model.fallback();
            if (fallback != null && !names.contains(fallback)) {
                throw new IllegalArgumentException(
                        "serai.provider.models.%s.fallback: there is no model '%s'".formatted(id, fallback));
            }
        });
    }

    private ModelEntry entry(String id, ProviderProperties.Model model) {
        if (!protocols.known(model.protocol())) {
            throw new IllegalArgumentException("serai.provider.models.%s.protocol: '%s' is not one of %s"
                    .formatted(id, model.protocol(), protocols.names()));
        }
        var defaults = new Sampling(model.temperature(), model.maxTokens(), model.topP(), List.of(), false);
        return new ModelEntry(
                id,
                model.name() == null ? id : model.name(),
                "serai.provider.models." + id,
                new ModelEntry.Endpoint(
                        model.protocol(), model.provider(), model.baseUrl(), model.apiKey(), model.options()),
                new ModelEntry.Asked(model.model(), model.timeout(), defaults),
                new ModelEntry.Turn(
                        model.priority(), model.weight(), model.fallback(), model.maxConcurrent(), model.rateLimit()),
                ModelEntry.Looks.PLAIN,
                model.enabled(),
                List.of());
    }
}
