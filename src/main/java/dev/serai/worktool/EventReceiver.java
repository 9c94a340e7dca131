package dev.serai.worktool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.queue.Delivery;
import dev.serai.queue.Receiver;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what WorkTool reports about robots, as it came: online, offline, QR codes and what it may think of later. */
@Component
class EventReceiver implements Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(EventReceiver.class);
    private static final String OFFLINE = "6";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    EventReceiver(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    @Override
    public boolean serves(String channel) {
        return EventCallback.EVENTS.equals(channel);
    }

    @Override
    public void receive(Delivery delivery) {
        var envelope = delivery.envelope();
        var event = read(envelope.payload());
        var type = event.path("type").asText();
        int written = jdbc.sql(WorkToolSql.RECORD_EVENT)
                .param("id", envelope.id())
                .param("robot", envelope.address())
                .param("type", type)
                .param("body", event.path("body").toString())
                .param("receivedAt", envelope.receivedAt().atOffset(ZoneOffset.UTC))
                .update();
        if (written > 0 && OFFLINE.equals(type)) {
            LOG.warn("Robot went offline: robot={}", envelope.address());
        }
        if (OFFLINE.equals(type)) {
            events.publishEvent(new RobotWentOffline(
                    envelope.id(),
                    envelope.address(),
                    envelope.receivedAt(),
                    event.path("body").toString()));
        }
    }

    private static JsonNode read(String payload) {
        try {
            return JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("An event in the inbox is not JSON", e);
        }
    }
}
