package dev.serai.trigger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.serai.queue.Envelope;
import dev.serai.queue.Mark;
import dev.serai.queue.MessageQueue;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells flows what has happened. */
@Component
public class Events {

    static final String CHANNEL = "event";

    private final ActiveTriggers triggers;
    private final MessageQueue queue;
    private final Clock clock;

    Events(ActiveTriggers triggers, MessageQueue queue, Clock clock) {
        this.triggers = triggers;
        this.queue = queue;
        this.clock = clock;
    }

    /** Whether a flow at work listens for events of this name; answered from memory. */
    public boolean heard(String name) {
        return triggers.all(Subscription.class).stream()
                .anyMatch(one -> one.settings().wants(name));
    }

    /**
     * Stores the event durably; each flow at work that listens for it and whose filter holds starts a run. Safe to
     * repeat. An event nobody listens for is not kept.
     *
     * @throws dev.serai.queue.QueueUnavailable when it could not be stored; nothing was started
     */
    public void publish(Event event) {
        if (!heard(event.name())) {
            return;
        }
        var told = JsonNodeFactory.instance.objectNode();
        told.put("id", event.id()).put("at", event.at().toString()).set("fields", event.fields());
        var mark = Mark.both("event:" + event.name() + ":" + event.id(), Start.WINDOW);
        queue.accept(Envelope.of(CHANNEL, event.name(), "event:" + event.name(), told.toString(), clock.instant())
                .marked(List.of(mark)));
    }
}
