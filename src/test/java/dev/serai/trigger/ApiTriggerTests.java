package dev.serai.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.flow.TriggerType;
import dev.serai.queue.Envelope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ApiTriggerTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(7);
    private static final String STRICT =
            "{\"inputSchema\":{\"type\":\"object\",\"required\":[\"text\"],\"properties\":{\"text\":{\"type\":\"string\"}}}}";

    private final MemoryQueue queue = new MemoryQueue();

    private ApiTrigger trigger(TriggerType type, String config) {
        var clock = Clock.fixed(NOON, ZoneOffset.UTC);
        var flows = new MemoryFlows();
        flows.active.put("flow_a", MemoryFlows.version("flow_a", type, config));
        return new ApiTrigger(flows, queue, clock, Settings.patient(PATIENCE));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }

    @Test
    void waitsForTheEndOfTheRunItStarts() throws Exception {
        var started = trigger(TriggerType.API, STRICT).start("flow_a", json("{\"text\":\"你好\"}"));

        var envelope = queue.requested.getFirst();
        assertThat(started.runId()).isEqualTo(envelope.id());
        assertThat(started.async()).isFalse();
        assertThat(envelope.channel()).isEqualTo("flow");
        assertThat(envelope.address()).isEqualTo("flow_a");
        assertThat(envelope.receivedAt()).isEqualTo(NOON);
        assertThat(json(envelope.payload()))
                .isEqualTo(json("{\"metadata\":{\"trigger\":\"api\",\"input\":{\"text\":\"你好\"}}}"));
        assertThat(queue.patience).isEqualTo(PATIENCE);
    }

    @Test
    void runsOfOneFlowDoNotWaitForEachOther() throws Exception {
        var trigger = trigger(TriggerType.API, "{}");

        trigger.start("flow_a", json("{}"));
        trigger.start("flow_a", json("{}"));

        assertThat(queue.requested).extracting(Envelope::lane).doesNotHaveDuplicates();
    }

    @Test
    void doesNotWaitIfTheAuthorWantsCallersToBeAnsweredAtOnce() throws Exception {
        var started = trigger(TriggerType.API, "{\"async\":true}").start("flow_a", json("{}"));

        assertThat(started.async()).isTrue();
        assertThat(queue.accepted).extracting(Envelope::id).containsExactly(started.runId());
        assertThat(queue.requested).isEmpty();
    }

    @Test
    void namesEachFieldThatIsNotAsTheSchemaSays() throws Exception {
        var trigger = trigger(TriggerType.API, STRICT);

        assertThatThrownBy(() -> trigger.start("flow_a", json("{\"text\":5}")))
                .isInstanceOf(CannotStart.WrongInput.class)
                .hasMessageContainingAll("flow_a", "text", "string");
        assertThatThrownBy(() -> trigger.start("flow_a", json("{}"))).hasMessageContaining("text");
        assertThat(queue.requested).isEmpty();
    }

    @Test
    void wantsAnObjectEvenWithoutASchema() throws Exception {
        var trigger = trigger(TriggerType.API, "{}");

        assertThatThrownBy(() -> trigger.start("flow_a", json("[]"))).isInstanceOf(CannotStart.WrongInput.class);
    }

    @Test
    void refusesAFlowThatIsNotThereOrNotForPrograms() throws Exception {
        var robots = trigger(TriggerType.WEBHOOK, "{}");

        assertThatThrownBy(() -> robots.start("flow_b", json("{}")))
                .isInstanceOf(CannotStart.UnknownFlow.class)
                .hasMessageContaining("'flow_b'");
        assertThatThrownBy(() -> robots.start("flow_a", json("{}")))
                .isInstanceOf(CannotStart.NotForPrograms.class)
                .hasMessageContaining("triggerType: api");
    }
}
