package dev.serai.trigger;

import java.time.Duration;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/** Settings of the module for tests. */
final class Settings {

    private Settings() {}

    static TriggerProperties patient(Duration patience) {
        return of(patience, Map.of());
    }

    static TriggerProperties of(Duration patience, Map<String, HookKey> keys) {
        var webhooks = new TriggerProperties.Webhooks(
                DataSize.ofKilobytes(1), Duration.ofHours(1), Duration.ofSeconds(8), keys);
        return new TriggerProperties(patience, webhooks);
    }
}
