package dev.serai.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.flow.FlowDefinition;
import dev.serai.flow.FlowNode;
import dev.serai.flow.FlowVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteYamlTests {

    private static final String CHOICE = """
            {"branches": [{"condition": "context.way == 'b'", "targetNodeId": "b", "priority": 1},
                          {"condition": "context.way == 'c'", "targetNodeId": "c", "priority": 2}],
             "defaultTargetNodeId": "d"}""";

    private final Kinds kinds = new Kinds(List.of(TestKinds.echo(), new TestKinds.Choosing(), new TestKinds.Ending()));

    /** Two of three ways share the node {@code s}, which gets a route of its own. */
    private static FlowDefinition shared() throws Exception {
        return TestKinds.flow(
                "shared",
                Map.of("a", CHOICE),
                "a:choose",
                "b:echo",
                "c:echo",
                "d:echo",
                "s:echo",
                "end:end",
                "b>s",
                "c>s",
                "s>end",
                "d>end");
    }

    @ParameterizedTest
    @CsvSource({"b, 'a,b,s,end'", "c, 'a,c,s,end'", "x, 'a,d,end'"})
    void aFlowOfSeveralRoutesTakesTheSameWaysWhenItIsReadBack(String way, String path) throws Exception {
        try (var engine = engine()) {
            var version = engine.publish(shared());
            var yaml = new CamelExport(engine.host).yaml(version);
            try (var fresh = Reread.of(
                    yaml, kinds, new NodeRunner(engine.segments, engine.attempts, EngineFixture.PROPERTIES))) {
                fresh.start();

                assertThat(fresh.getRouteDefinitions()).hasSize(2);
                assertThat(RouteYaml.of(fresh.getRouteDefinitions())).isEqualTo(yaml);
                var run = run(engine, version, "{\"way\":\"" + way + "\"}");
                send(fresh, run);
                assertThat(String.join(",", nodes(run))).isEqualTo(path);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{userName}}，你好",
                "{{{三}}} }} {{",
                "a: b # c",
                "引号 \" ' \\ \\\\",
                "第一行\n第二行\t|>",
                "- [x] ${body} :#a ?b=c&d",
                "{\"a\":{\"b\":{}}}",
                "😀 é  "
            })
    void whatAnAuthorWroteIsTheSameWhenItIsReadBack(String name) throws Exception {
        try (var engine = engine()) {
            var version = engine.publish(named(name));
            var yaml = new CamelExport(engine.host).yaml(version);
            try (var fresh = Reread.of(
                    yaml, kinds, new NodeRunner(engine.segments, engine.attempts, EngineFixture.PROPERTIES))) {
                fresh.start();

                assertThat(RouteYaml.of(fresh.getRouteDefinitions())).isEqualTo(yaml);
                var exchange = send(fresh, run(engine, version, "{}"));
                var settings = Json.tree(exchange.getVariable(NodeStep.SETTINGS, String.class));
                assertThat(settings.path("name").asText()).isEqualTo(name);
            }
        }
    }

    @Test
    void refusesAStepItCannotWrite() {
        var route = new RouteDefinition();
        route.from("direct:a").routeId("a").log("seen");

        assertThatThrownBy(() -> RouteYaml.of(List.of(route)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'log'");
    }

    private static EngineFixture engine() throws Exception {
        return new EngineFixture(TestKinds.echo(), new TestKinds.Choosing(), new TestKinds.Ending());
    }

    private static FlowDefinition named(String name) throws Exception {
        var flow = TestKinds.flow("named", Map.of(), "a:echo", "end:end", "a>end");
        var nodes = flow.nodes().stream()
                .map(node -> new FlowNode(node.id(), node.type(), name, node.config(), node.policy()))
                .toList();
        return new FlowDefinition(
                flow.id(),
                flow.name(),
                flow.description(),
                flow.version(),
                flow.status(),
                flow.triggerType(),
                nodes,
                flow.connections());
    }

    private static Run run(EngineFixture engine, FlowVersion version, String payload) {
        var now = Instant.now();
        var start =
                new Run.Start(new RunId(UUID.randomUUID()), engine.host.compiled(version), payload, now, now, false);
        return new Run(start, Json.map(payload));
    }

    private static org.apache.camel.Exchange send(org.apache.camel.CamelContext camel, Run run) throws Exception {
        var exchange = new DefaultExchange(camel);
        exchange.setVariable(Run.VARIABLE, run);
        try (var producer = camel.createProducerTemplate()) {
            producer.send("direct:" + run.flow().routeId(), exchange);
        }
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    private static List<String> nodes(Run run) {
        return run.segment(run.end(), Instant.now(), null).executions().stream()
                .map(Execution::node)
                .toList();
    }
}
