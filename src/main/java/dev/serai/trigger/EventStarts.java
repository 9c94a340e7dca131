package dev.serai.trigger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.flow.ConditionFailed;
import dev.serai.queue.Delivery;
import dev.serai.queue.MessageQueue;
import dev.serai.queue.Receiver;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Starts a run of each flow that listens for an event. When it is told again, the runs it started are recognised. */
@Component
class EventStarts implements Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(EventStarts.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final ActiveTriggers triggers;
    private final MessageQueue queue;
    private final Clock clock;

    /** The queue hands work to this and takes work from it, so each would wait for the other to be made first. */
    EventStarts(ActiveTriggers triggers, @Lazy MessageQueue queue, Clock clock) {
        this.triggers = triggers;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public boolean serves(String channel) {
        return channel.equals(Events.CHANNEL);
    }

    @Override
    public void receive(Delivery delivery) {
        var name = delivery.envelope().address();
        var told = read(delivery.envelope().payload());
        var fields = JSON.convertValue(told.path("fields"), FIELDS);
        for (var active : triggers.all(Subscription.class)) {
            var flow = active.version().flowId();
            if (active.settings().wants(name) && admits(flow, active.settings(), fields)) {
                start(flow, name, told);
            }
        }
    }

    /** A filter that cannot be worked out does not hold. */
    private static boolean admits(String flow, Subscription subscription, Map<String, Object> fields) {
        try {
            return subscription.admits(fields);
        } catch (ConditionFailed e) {
            LOG.warn("flow={} is not started by {}: its filter {}", flow, subscription.event(), e.getMessage());
            return false;
        }
    }

    private void start(String flow, String name, JsonNode told) {
        var id = told.path("id").asText();
        var metadata = JSON.createObjectNode();
        metadata.put("trigger", "event")
                .put("eventName", name)
                .put("eventId", id)
                .set("event", told.path("fields"));
        var key = "event:" + name + ":" + id + ">" + flow;
        var start = new Start(flow, key, Instant.parse(told.path("at").asText()), metadata);
        var receipt = queue.accept(start.envelope("event:" + start.id(), clock.instant()));
        if (!receipt.duplicate()) {
            LOG.info("run={} flow={} starts by {}", receipt.id(), flow, name);
        }
    }

    private static ObjectNode read(String payload) {
        try {
            return (ObjectNode) JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("An event in the inbox is not JSON", e);
        }
    }
}
