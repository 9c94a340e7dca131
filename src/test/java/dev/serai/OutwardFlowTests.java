package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.flow.FlowSource;
import dev.serai.flow.Flows;
import dev.serai.flow.Publication;
import dev.serai.queue.Envelope;
import dev.serai.queue.MessageQueue;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A flow that reaches out in every way there is, in a hub whose operator allowed nothing. */
@HubTest
class OutwardFlowTests {

    private static final String FLOW = """
            id: flow_outward
            name: 对外
            status: active
            triggerType: api
            nodes:
              - {id: start, nodeType: trigger_api}
              - {id: who, nodeType: persona_select}
              - id: text
                nodeType: template_render
                data: {config: {templateId: template_050, variables: {waitTime: "{{nodes.start.input.wait}}"}}}
              - id: own
                nodeType: template_render
                data: {config: {template: "{{greeting}}，{{personaId}}", variables: {greeting: 您好}}}
              - id: ask
                nodeType: sql_query
                data:
                  config:
                    statement: select count(*) as runs, cast(:wait as text) as wait from engine.flow_instances
                    parameters: {wait: "{{nodes.start.input.wait}}"}
              - id: call
                nodeType: http_request
                data: {config: {url: "http://127.0.0.1/x?q={{personaId}}"}, onError: continue}
              - id: route
                nodeType: camel
                data: {config: {uri: "direct:nobody-is-here", parameters: {rows: "{{nodes.ask.rows}}"}}, onError: continue}
              - id: report
                nodeType: ai_report
                data: {config: {period: week, template: "{{periodStart}} {{nodes.ask.rows}}"}}
              - {id: done, nodeType: end}
            connections:
              - {source: start, target: who}
              - {source: who, target: text}
              - {source: text, target: own}
              - {source: own, target: ask}
              - {source: ask, target: call}
              - {source: call, target: route}
              - {source: route, target: report}
              - {source: report, target: done}
            """;

    private final Hub hub;
    private final Flows flows;
    private final MessageQueue queue;

    OutwardFlowTests(Hub hub, Flows flows, MessageQueue queue) {
        this.hub = hub;
        this.flows = flows;
        this.queue = queue;
    }

    @Test
    void readsTheDatabaseAndReachesNobodyElse() throws Exception {
        assertThat(flows.publish(new FlowSource("outward.flow.yaml", FLOW, "test", "to see")))
                .isNotInstanceOf(Publication.Rejected.class);
        var envelope = Envelope.of(
                "flow", "flow_outward", "outward", "{\"metadata\":{\"input\":{\"wait\":\"5 分钟\"}}}", Instant.now());

        queue.request(envelope, Duration.ofSeconds(30)).get();

        var run = hub.run(envelope.id().toString());
        assertThat(run.path("status").asText()).isEqualTo("completed");
        assertThat(output(run, "text")).contains("预计需要等待 5 分钟");
        assertThat(output(run, "own")).contains("您好，persona_assistant");
        assertThat(output(run, "ask")).contains("\"runs\":").contains("\"wait\":\"5 分钟\"");
        assertThat(output(run, "call")).contains("serai.node.http.allow");
        assertThat(output(run, "route")).contains("direct:nobody-is-here");
        assertThat(output(run, "report")).contains("\"report\":");
    }

    /** What the last execution of a node left; one that is made once is noted before it begins, too. */
    private static String output(JsonNode run, String node) {
        var found = "";
        for (var one : run.path("nodes")) {
            if (one.path("nodeId").asText().equals(node)) {
                found = one.path("output").toString();
            }
        }
        return found;
    }
}
