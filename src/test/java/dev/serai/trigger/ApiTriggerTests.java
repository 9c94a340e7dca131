package dev.serai.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.flow.FlowDefinition;
import dev.serai.flow.FlowNode;
import dev.serai.flow.FlowSource;
import dev.serai.flow.FlowStatus;
import dev.serai.flow.FlowVersion;
import dev.serai.flow.Flows;
import dev.serai.flow.NodePolicy;
import dev.serai.flow.Publication;
import dev.serai.flow.Semver;
import dev.serai.flow.TriggerType;
import dev.serai.queue.Envelope;
import dev.serai.queue.MessageQueue;
import dev.serai.queue.Receipt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ApiTriggerTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(7);
    private static final String STRICT =
            "{\"inputSchema\":{\"type\":\"object\",\"required\":[\"text\"],\"properties\":{\"text\":{\"type\":\"string\"}}}}";

    private final MemoryQueue queue = new MemoryQueue();

    private ApiTrigger trigger(TriggerType type, String config) throws JsonProcessingException {
        var clock = Clock.fixed(NOON, ZoneOffset.UTC);
        var flow = version("flow_a", type, (ObjectNode) JSON.readTree(config));
        return new ApiTrigger(new OneFlow(flow), queue, clock, new TriggerProperties(PATIENCE));
    }

    private static FlowVersion version(String id, TriggerType type, ObjectNode config) {
        var node = new FlowNode("node_start", "trigger_api", "start", config, NodePolicy.DEFAULT);
        var definition =
                new FlowDefinition(id, id, "", Semver.of("1.0.0"), FlowStatus.ACTIVE, type, List.of(node), List.of());
        return new FlowVersion(definition, "", id + ".flow.yaml", "1.0.0", NOON);
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

    /** Remembers what it was given. */
    private static final class MemoryQueue implements MessageQueue {

        final List<Envelope> accepted = new ArrayList<>();
        final List<Envelope> requested = new ArrayList<>();
        Duration patience = Duration.ZERO;

        @Override
        public Receipt accept(Envelope envelope) {
            accepted.add(envelope);
            return new Receipt(envelope.id(), false);
        }

        @Override
        public CompletableFuture<String> request(Envelope envelope, Duration timeout) {
            requested.add(envelope);
            patience = timeout;
            return new CompletableFuture<>();
        }
    }

    /** One flow, one version. */
    private record OneFlow(FlowVersion version) implements Flows {

        @Override
        public Publication publish(FlowSource source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Publication> publishAll(List<FlowSource> sources) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<FlowVersion> active(String flowId) {
            return Optional.of(version).filter(one -> one.flowId().equals(flowId));
        }

        @Override
        public Optional<FlowVersion> find(String flowId, Semver number) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<FlowVersion> versions(String flowId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Collection<FlowVersion> allActive() {
            return List.of(version);
        }

        @Override
        public void activate(String flowId, Semver number, String by, String why) {
            throw new UnsupportedOperationException();
        }
    }
}
