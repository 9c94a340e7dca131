package dev.serai.node;

import dev.serai.engine.Events;
import dev.serai.worktool.CommandFinished;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the runs that wait for it what became of a command. */
@Component
class CommandEvents {

    private final Events events;

    CommandEvents(Events events) {
        this.events = events;
    }

    @EventListener
    void finished(CommandFinished command) {
        if (command.runId() != null) {
            var payload = new LinkedHashMap<String, @Nullable Object>();
            payload.put("sendId", command.sendId());
            payload.put("status", command.status().word());
            payload.put("runId", String.valueOf(command.runId()));
            payload.put("nodeId", command.nodeId());
            events.tell(CommandFinished.EVENT, payload);
        }
    }
}
