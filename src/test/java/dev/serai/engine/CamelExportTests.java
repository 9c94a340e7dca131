package dev.serai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.HubTest;
import dev.serai.flow.FlowVersion;
import dev.serai.flow.Flows;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;

/** The exported YAML of each shipped flow is the flow: Camel reads it back and goes the same ways. */
@HubTest
class CamelExportTests {

    private final ApplicationContext hub;
    private final Flows flows;
    private final CamelExport export;

    CamelExportTests(ApplicationContext hub) {
        this.hub = hub;
        this.flows = hub.getBean(Flows.class);
        this.export = hub.getBean(CamelExport.class);
    }

    private DefaultCamelContext reread(String yaml) throws Exception {
        return Reread.of(yaml, hub.getBean(Kinds.class), hub.getBean(NodeRunner.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flow_message_routing", "flow_standard_reply", "flow_alert", "flow_translation"})
    void givesTheSameRoutesWhenItIsReadBack(String flow) throws Exception {
        var version = flows.active(flow).orElseThrow();
        var yaml = export.yaml(version);

        try (var fresh = reread(yaml)) {

            assertThat(RouteYaml.of(fresh.getRouteDefinitions())).isEqualTo(yaml);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "flow_message_routing, 张三,     我的订单到哪了",
        "flow_message_routing, 张三,     兼职日结",
        "flow_message_routing, 运营小王, 发通知",
        "flow_message_routing, 售后小李, 我来处理",
        "flow_message_routing, 小助手,   我是机器人",
        "flow_standard_reply,  张三,     我的订单到哪了",
        "flow_alert,           张三,     你们是骗子",
        "flow_alert,           张三,     今天天气不错",
        "flow_translation,     张三,     Hello World"
    })
    void takesTheSameWayWhenItIsReadBack(String flow, String user, String text) throws Exception {
        var version = flows.active(flow).orElseThrow();
        var original = path(hub.getBean(CamelContext.class), version, user, text);

        try (var fresh = reread(export.yaml(version))) {
            fresh.start();

            assertThat(path(fresh, version, user, text)).isEqualTo(original).hasSizeGreaterThan(2);
        }
    }

    /** The nodes that a run goes through in the routes of a context. */
    private List<String> path(CamelContext context, FlowVersion version, String user, String text) throws Exception {
        var payload = """
                {"message": {"content": "%2$s", "senderName": "%1$s", "groupName": "导出群"}, "userName": "%1$s",
                 "robotId": "demo", "isGroup": true, "metadata": {"input": {"text": "%2$s"}}}""".formatted(user, text);
        var id = new RunId(UUID.randomUUID());
        var run = new Run(
                new Run.Start(
                        id,
                        hub.getBean(EngineHost.class).compiled(version),
                        payload,
                        Instant.now(),
                        Instant.now(),
                        false),
                Json.map(payload));
        var exchange = new DefaultExchange(context);
        exchange.setVariable(Run.VARIABLE, run);
        try (var producer = context.createProducerTemplate()) {
            producer.send("direct:" + CompiledFlow.routeId(version), exchange);
        }
        assertThat(exchange.getException()).isNull();
        hub.getBean(Segments.class).finish(run, run.end(), Instant.now(), null);
        return hub.getBean(Runs.class).find(id).orElseThrow().nodes().stream()
                .map(RunView.NodeView::nodeId)
                .toList();
    }
}
