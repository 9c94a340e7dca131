package dev.serai.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.flow.TriggerType;
import dev.serai.queue.Delivery;
import dev.serai.queue.Envelope;
import dev.serai.queue.MessageQueue;
import dev.serai.queue.QueueFixture;
import dev.serai.queue.Receipt;
import dev.serai.queue.Receiver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events on their way through the real queue to the flows that listen. */
class EventsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final HikariDataSource database = TestDatabase.fresh();
    private final MemoryFlows flows = new MemoryFlows();
    private final ActiveTriggers triggers = new ActiveTriggers(flows);
    private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    private final Engine engine = new Engine();
    private final EventStarts starts = new EventStarts(triggers, new Later(), clock);
    private final QueueFixture queue = QueueFixture.of(database, starts, engine);
    private final Events events = new Events(triggers, queue.queue(), clock);

    /** Takes notes of the runs it would begin. */
    private static final class Engine implements Receiver {

        final List<Envelope> begun = new CopyOnWriteArrayList<>();

        @Override
        public boolean serves(String channel) {
            return channel.equals("flow");
        }

        @Override
        public void receive(Delivery delivery) {
            begun.add(delivery.envelope());
        }
    }

    /** The queue, which is made after those it serves. */
    private final class Later implements MessageQueue {

        @Override
        public Receipt accept(Envelope envelope) {
            return queue.queue().accept(envelope);
        }

        @Override
        public CompletableFuture<String> request(Envelope envelope, Duration timeout) {
            return queue.queue().request(envelope, timeout);
        }
    }

    @AfterEach
    void stop() {
        queue.close();
        database.close();
    }

    private static Event event(String id, String name, String status) {
        var fields = JsonMapper.builder().build().createObjectNode().put("status", status);
        return new Event(id, name, NOON, fields);
    }

    private List<String> flowsBegun() {
        return engine.begun.stream().map(Envelope::address).sorted().toList();
    }

    @Test
    void startsEachFlowThatListensAndWhoseFilterHolds() throws Exception {
        flows.put("flow_all", TriggerType.EVENT, "{event: command_result}");
        flows.put("flow_failed", TriggerType.EVENT, "{event: command_result, filter: event.status === 'failed'}");
        flows.put("flow_fine", TriggerType.EVENT, "{event: command_result, filter: event.status === 'succeeded'}");
        flows.put("flow_confused", TriggerType.EVENT, "{event: command_result, filter: event.status * 2 > 1}");
        flows.put("flow_other", TriggerType.EVENT, "{event: robot_offline}");
        queue.start();

        events.publish(event("e1", "command_result", "failed"));

        await().atMost(PATIENCE).until(() -> engine.begun.size() == 2);
        assertThat(flowsBegun()).containsExactly("flow_all", "flow_failed");
        assertThat(JsonMapper.builder().build().readTree(engine.begun.getFirst().payload()))
                .isEqualTo(JsonMapper.builder()
                        .build()
                        .readTree("{\"metadata\":{\"trigger\":\"event\",\"eventName\":\"command_result\","
                                + "\"eventId\":\"e1\",\"event\":{\"status\":\"failed\"}}}"));
    }

    @Test
    void anEventThatIsToldTwiceStartsNothingTwice() {
        flows.put("flow_a", TriggerType.EVENT, "{event: command_result}");
        queue.start();

        events.publish(event("e1", "command_result", "failed"));
        events.publish(event("e1", "command_result", "failed"));
        events.publish(event("e2", "command_result", "failed"));
        await().atMost(PATIENCE).until(() -> engine.begun.size() == 2);
        starts.receive(new Delivery(told("e1"), 2, true));

        events.publish(event("e3", "command_result", "failed"));
        await().atMost(PATIENCE).until(() -> engine.begun.size() == 3);
        assertThat(engine.begun).extracting(Envelope::id).doesNotHaveDuplicates();
    }

    private static Envelope told(String id) {
        var payload = "{\"id\":\"%s\",\"at\":\"%s\",\"fields\":{\"status\":\"failed\"}}".formatted(id, NOON);
        return Envelope.of(Events.CHANNEL, "command_result", "lane", payload, NOON);
    }

    @Test
    void theSameStartHasTheSameIdOnEveryHub() {
        var fields = JsonMapper.builder().build().createObjectNode();
        var here = new Start("flow_a", "k", NOON, fields).id();

        assertThat(new Start("flow_a", "k", NOON, fields).id()).isEqualTo(here);
        assertThat(new Start("flow_b", "k", NOON, fields).id()).isNotEqualTo(here);
        assertThat(here.version()).isEqualTo(7);
        assertThat(here.variant()).isEqualTo(2);
        assertThat(here.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void whatNobodyListensForIsNotKept() {
        flows.put("flow_a", TriggerType.EVENT, "{event: command_result}");

        events.publish(event("e1", "alert_triggered", "failed"));

        assertThat(events.heard("alert_triggered")).isFalse();
        assertThat(events.heard("command_result")).isTrue();
        assertThat(queue.deadLetters().list(10)).isEmpty();
        assertThat(org.springframework.jdbc.core.simple.JdbcClient.create(database)
                        .sql("select count(*) from queue.message")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
