package dev.serai.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** The configuration as operators write it. */
class TriggerPropertiesTests {

    private static TriggerProperties read(Map<String, String> written) {
        return new Binder(new MapConfigurationPropertySource(written))
                .bindOrCreate("serai.trigger", TriggerProperties.class);
    }

    @Test
    void hasADefaultForEverything() {
        var properties = read(Map.of());

        assertThat(properties.patience()).isEqualTo(Duration.ofSeconds(60));
        assertThat(properties.webhooks())
                .isEqualTo(new TriggerProperties.Webhooks(
                        DataSize.ofMegabytes(1), Duration.ofHours(1), Duration.ofSeconds(8), Map.of()));
    }

    @Test
    void knowsTheKeysOfWebhooksByTheirNames() {
        var keys = read(Map.of(
                        "serai.trigger.webhooks.keys.orders.secret", "hush",
                        "serai.trigger.webhooks.keys.my-shop.token", "let-me-in"))
                .webhooks()
                .keys();

        assertThat(keys)
                .isEqualTo(Map.of("orders", new HookKey("hush", null), "my-shop", new HookKey(null, "let-me-in")));
    }
}
