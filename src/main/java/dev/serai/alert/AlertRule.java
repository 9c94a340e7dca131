package dev.serai.alert;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When an alert is worth doing something.
 *
 * @param level the least grave it is for
 * @param code the code it is for; every one if null
 * @param threshold so many occurrences within the window are needed
 * @param dedup how long it does not hold again for the same
 * @param escalate so many occurrences within the window make the alert critical; never if null
 * @param actions what is to be done
 */
public record AlertRule(
        String name,
        AlertLevel level,
        @Nullable String code,
        int threshold,
        Duration window,
        Duration dedup,
        @Nullable Integer escalate,
        List<String> actions) {

    public AlertRule {
        actions = List.copyOf(actions);
    }

    boolean concerns(AlertLevel raised, String raisedCode) {
        return raised.atLeast(level) && (code == null || code.equals(raisedCode));
    }
}
