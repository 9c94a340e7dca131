package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;

/** What happens to those who use a Kamelet or a route while an engineer saves its file. */
@HubTest
class RouteReloadTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Hub hub;
    private final CamelContext camel;

    RouteReloadTests(Hub hub, CamelContext camel) {
        this.hub = hub;
        this.camel = camel;
    }

    private static String kamelet(String word) {
        return """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata: {name: hub_greet}
                spec:
                  definition:
                    description: greets
                    required: [who]
                    properties:
                      who: {type: string, description: whom}
                      mark: {type: string, default: "!", description: how it ends}
                  template:
                    from:
                      uri: kamelet:source
                      steps:
                        - setBody: {simple: "%s ${variable.who}{{mark}}"}
                """.formatted(word);
    }

    private static final String FLOW = """
            id: flow_kamelet
            name: 问候
            version: 1.0.0
            status: active
            triggerType: api
            nodes:
              - {id: node_start, nodeType: trigger_api, name: 开始}
              - id: node_greet
                nodeType: hub_greet
                name: 问候
                data:
                  config: {who: "{{nodes.node_start.input.name}}"}
              - id: node_answer
                nodeType: set_variables
                name: 答
                data:
                  config: {assignments: {answer: "{{nodes.node_greet.body}}"}}
              - {id: node_end, nodeType: end, name: 结束}
            connections:
              - {source: node_start, target: node_greet}
              - {source: node_greet, target: node_answer}
              - {source: node_answer, target: node_end}
            """;

    private static final String ROUTE = """
            - route:
                id: own-greet
                from:
                  uri: direct:own-greet
                  steps:
                    - setBody: {simple: "%s ${variable.who}"}
            """;

    private Path kamelet() {
        return hub.routeFolder().resolve("kamelets/hub_greet.kamelet.yaml");
    }

    private String answer(String flow) {
        var answer = hub.post("/api/flows/" + flow + "/runs", "{\"name\":\"${x} {{y}}\"}");
        return answer.status() == 200
                ? answer.data().at("/result/variables/answer").asText()
                : answer.toString();
    }

    private List<String> faults(String about) {
        return hub.get("/api/faults").data().findValuesAsText("message").stream()
                .filter(message -> message.contains(about))
                .toList();
    }

    @Test
    void aKameletComesChangesBreaksAndGoes() throws Exception {
        Files.writeString(hub.flowFolder().resolve("flow_kamelet.flow.yaml"), FLOW);
        await().atMost(PATIENCE).until(() -> !faults("'hub_greet'").isEmpty());
        Files.writeString(kamelet(), kamelet("hello"));
        await().atMost(PATIENCE).until(() -> answer("flow_kamelet").equals("hello ${x} {{y}}!"));
        assertThat(faults("'hub_greet'")).isEmpty();
        assertThat(hub.get("/schemas/flow.schema.json")
                        .json()
                        .at("/$defs/config-hub_greet/required/0")
                        .asText())
                .isEqualTo("who");
        assertThat(hub.get("/api/flows/flow_kamelet/versions/1.0.0/camel").body())
                .contains("ref: node-hub_greet");

        var answers = Callers.during(() -> answer("flow_kamelet"), () -> {
            Files.writeString(kamelet(), kamelet("hi"));
            await().atMost(PATIENCE).until(() -> answer("flow_kamelet").startsWith("hi"));
        });
        assertThat(answers).containsOnly("hello ${x} {{y}}!", "hi ${x} {{y}}!");

        var renamed = Files.move(kamelet(), kamelet().resolveSibling("greeting.kamelet.yaml"));
        Files.writeString(renamed, kamelet("howdy"));
        await().atMost(PATIENCE).until(() -> answer("flow_kamelet").startsWith("howdy"));
        assertThat(hub.get("/api/faults").data().toString()).doesNotContain("hub_greet");
        Files.move(renamed, kamelet());
        Files.writeString(kamelet(), kamelet("hi"));
        await().atMost(PATIENCE).until(() -> answer("flow_kamelet").startsWith("hi"));

        Files.writeString(kamelet(), kamelet("${nonsense}"));
        await().atMost(PATIENCE).until(() -> !faults("nonsense").isEmpty());
        var fault = hub.get("/api/faults").data().findParents("message").stream()
                .filter(one -> one.path("message").asText().contains("nonsense"))
                .findFirst()
                .orElseThrow();
        assertThat(fault.path("file").asText()).endsWith("hub_greet.kamelet.yaml");
        assertThat(fault.path("line").asInt()).isEqualTo(15);
        assertThat(answer("flow_kamelet")).isEqualTo("hi ${x} {{y}}!");

        Files.writeString(kamelet(), kamelet("hey").replace("who", "whom"));
        await().atMost(PATIENCE)
                .until(() -> !faults("There is no setting 'who'").isEmpty());
        assertThat(answer("flow_kamelet")).isEqualTo("hi ${x} {{y}}!");

        Files.delete(kamelet());
        await().atMost(PATIENCE).until(() -> !faults("stays at work").isEmpty());
        assertThat(answer("flow_kamelet")).isEqualTo("hi ${x} {{y}}!");

        Files.writeString(
                hub.flowFolder().resolve("flow_kamelet.flow.yaml"), FLOW.replace("status: active", "status: inactive"));
        await().atMost(PATIENCE).until(() -> faults("stays at work").isEmpty());
        assertThat(hub.get("/schemas/flow.schema.json")
                        .json()
                        .at("/$defs/config-hub_greet")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void aKameletCannotTakeTheNameOfANodeTypeOfTheHub() throws Exception {
        var file = hub.routeFolder().resolve("kamelets/mine.kamelet.yaml");
        for (var name : List.of("http_request", "decision")) {
            Files.writeString(file, kamelet("x").replace("hub_greet", name));
            var message = "'" + name + "' is a node type of the hub";
            await().atMost(PATIENCE).until(() -> !faults(message).isEmpty());
        }
        Files.delete(file);
        await().atMost(PATIENCE).until(() -> faults("is a node type of the hub").isEmpty());
    }

    @Test
    void aRouteChangesWhileFlowsCallIt() throws Exception {
        var file = hub.routeFolder().resolve("team/own.camel.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, ROUTE.formatted("hello"));
        Files.writeString(
                hub.flowFolder().resolve("flow_route.flow.yaml"),
                FLOW.replace("flow_kamelet", "flow_route")
                        .replace("nodeType: hub_greet", "nodeType: camel")
                        .replace(
                                "{who: \"{{nodes.node_start.input.name}}\"}",
                                "{uri: 'direct:own-greet', parameters: {who: \"{{nodes.node_start.input.name}}\"}}"));
        await().atMost(PATIENCE).until(() -> answer("flow_route").equals("hello ${x} {{y}}"));

        var answers = Callers.during(() -> answer("flow_route"), () -> {
            Files.writeString(file, ROUTE.formatted("hi"));
            await().atMost(PATIENCE).until(() -> answer("flow_route").startsWith("hi"));
        });
        assertThat(answers).containsOnly("hello ${x} {{y}}", "hi ${x} {{y}}");

        Files.writeString(file, ROUTE.formatted("hi").replace("setBody", "setBoddy"));
        await().atMost(PATIENCE).until(() -> !faults("setBoddy").isEmpty());
        assertThat(answer("flow_route")).isEqualTo("hi ${x} {{y}}");

        Files.delete(file);
        await().atMost(PATIENCE)
                .until(() -> !faults("is called by flow flow_route").isEmpty());
        assertThat(answer("flow_route")).isEqualTo("hi ${x} {{y}}");
    }

    @Test
    void theRoutesOfTheHubChangeWhileItWorks() throws Exception {
        Files.writeString(
                hub.flowFolder().resolve("flow_spine.flow.yaml"),
                FLOW.replace("flow_kamelet", "flow_spine")
                        .replace("nodeType: hub_greet", "nodeType: set_variables")
                        .replace("{who: \"{{nodes.node_start.input.name}}\"}", "{assignments: {greeting: hi}}")
                        .replace("nodes.node_greet.body", "greeting"));
        await().atMost(PATIENCE).until(() -> answer("flow_spine").equals("hi"));
        var file = hub.routeFolder().resolve("engine-runs.camel.yaml");
        var text = Files.readString(file);
        var before = steps("engine-runs");

        var answers = Callers.during(() -> answer("flow_spine"), () -> {
            Files.writeString(file, "# changed\n" + text);
            await().atMost(PATIENCE).until(() -> !steps("engine-runs").equals(before));
        });

        assertThat(answers).containsOnly("hi");
        Files.delete(file);
        await().atMost(PATIENCE)
                .until(() -> !faults("The hub calls 'direct:engine-runs'").isEmpty());
        assertThat(answer("flow_spine")).isEqualTo("hi");
        Files.writeString(file, text);
        await().atMost(PATIENCE).until(() -> faults("The hub calls").isEmpty());
    }

    /** The ids under which Camel has the steps of a route. */
    private List<String> steps(String route) {
        return camel.getRoutes().stream()
                .map(Route::getRouteId)
                .filter(id -> id.startsWith(route + "~"))
                .toList();
    }
}
