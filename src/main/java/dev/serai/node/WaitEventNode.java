package dev.serai.node;

import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.engine.Wait;
import dev.serai.engine.Wake;
import dev.serai.flow.NodeType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code wait_event}: goes on when something has happened, or when it has not happened for long enough. */
@Component
class WaitEventNode implements NodeKind<WaitEventNode.Settings> {

    /**
     * What is waited for.
     *
     * @param event its name, for example {@code command_result}
     * @param match fields it must have, with these values; texts may hold {@code {{variables}}}
     * @param timeout how long at most; for ever if left out
     */
    record Settings(
            String event,
            Map<String, Value> match,
            @Nullable Duration timeout) {
        Settings {
            if (event.isBlank()) {
                throw new IllegalArgumentException("event: it is empty; name the event to wait for");
            }
            match = Map.copyOf(match);
            if (timeout != null && !timeout.isPositive()) {
                throw new IllegalArgumentException("timeout: it must be longer than nothing; leave it out to wait on");
            }
        }
    }

    @Override
    public NodeType type() {
        return new NodeType("wait_event", Set.of(), Settings.class, Set.of("matched", "event"), NodeType.Role.WAIT);
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var match = Value.all(settings.match(), step.scope());
        var timeout = settings.timeout();
        var until = timeout == null ? null : step.now().plus(timeout);
        return Outcome.of(Map.of())
                .from(Map.of("event", settings.event(), "match", match))
                .waiting(Wait.forEvent(settings.event(), match, until));
    }

    @Override
    public Outcome wake(Settings settings, Step step, Wake wake) {
        var output = new LinkedHashMap<String, @Nullable Object>();
        output.put("matched", !wake.timedOut());
        output.put("event", wake.event());
        return Outcome.of(output);
    }
}
