package dev.serai.provider;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings bound as Spring binds them, from a few lines. */
final class Settings {

    private Settings() {}

    static ProviderProperties none() {
        return of(Map.of());
    }

    static ProviderProperties of(Map<String, String> lines) {
        return new Binder(new MapConfigurationPropertySource(lines))
                .bindOrCreate("serai.provider", ProviderProperties.class);
    }
}
