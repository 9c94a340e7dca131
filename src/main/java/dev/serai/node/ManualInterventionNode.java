package dev.serai.node;

import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Signals;
import dev.serai.engine.Step;
import dev.serai.engine.Wait;
import dev.serai.engine.Wake;
import dev.serai.flow.NodeType;
import dev.serai.flow.Template;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** {@code manual_intervention}: the run stands until a person takes it on, or until nobody did for long enough. */
@Component
class ManualInterventionNode implements NodeKind<ManualInterventionNode.Settings> {

    private static final Logger LOG = LoggerFactory.getLogger(ManualInterventionNode.class);

    /**
     * Who is asked, and how long.
     *
     * @param assignTo a person or a group; anybody if left out
     * @param timeout how long at most; for ever if left out
     * @param message what the person should know
     */
    record Settings(
            @DefaultValue("") Template assignTo,
            @Nullable Duration timeout,
            @DefaultValue("") Template message) {
        Settings {
            if (timeout != null && !timeout.isPositive()) {
                throw new IllegalArgumentException("timeout: it must be longer than nothing; leave it out to wait on");
            }
        }
    }

    @Override
    public NodeType type() {
        return new NodeType(
                "manual_intervention", Set.of(), Settings.class, Set.of("taken", "by", "note"), NodeType.Role.WAIT);
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var who = settings.assignTo().render(step.scope());
        var timeout = settings.timeout();
        var until = timeout == null ? null : step.now().plus(timeout);
        var match = Map.of("runId", step.run().toString(), "nodeId", step.node());
        LOG.warn("run={} node={} waits for a person: {}", step.run(), step.node(), who.isEmpty() ? "anybody" : who);
        return Outcome.of(Map.of())
                .from(Map.of("assignTo", who, "message", settings.message().render(step.scope())))
                .waiting(Wait.forEvent(Signals.MANUAL, match, until));
    }

    @Override
    public Outcome wake(Settings settings, Step step, Wake wake) {
        var event = wake.event();
        var output = new LinkedHashMap<String, @Nullable Object>();
        output.put("taken", event != null);
        output.put("by", event == null ? null : event.get("by"));
        output.put("note", event == null ? null : event.get("note"));
        return Outcome.of(output);
    }
}
