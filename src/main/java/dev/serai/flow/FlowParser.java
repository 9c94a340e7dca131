package dev.serai.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Turns a document into a draft; what is wrong with its form becomes faults and a harmless value. */
final class FlowParser {

    static final List<String> FLOW_KEYS =
            List.of("id", "name", "description", "version", "status", "triggerType", "nodes", "connections");
    static final List<String> CONNECTION_KEYS = List.of("source", "target", "on");

    private final Document document;
    private final NodeTypes types;
    private final Faults faults;
    private final FormReader form;

    FlowParser(Document document, NodeTypes types, Faults faults) {
        this.document = document;
        this.types = types;
        this.faults = faults;
        this.form = new FormReader(faults);
    }

    Draft parse() {
        var root = document.root();
        form.knownKeys(root, "", null, FLOW_KEYS);
        var nodes = nodes(root);
        var connections = connections(root);
        var trigger = triggerType(root, nodes);
        var definition = new FlowDefinition(
                form.id(root, "", null, "flow").orElse(""),
                form.required(root, "", "name", null).orElse(""),
                root.path("description").asText(""),
                version(root),
                form.choice(root, "", "status", null, FlowStatus.class).orElse(FlowStatus.DRAFT),
                trigger.orElse(TriggerType.API),
                nodes.stream().map(Draft.Step::node).toList(),
                connections.stream().map(Draft.Arrow::connection).toList());
        return new Draft(definition, trigger.isPresent(), nodes, connections);
    }

    private Semver version(ObjectNode root) {
        if (!root.has("version")) {
            return new Semver(1, 0, 0);
        }
        var text = root.path("version").asText();
        return Semver.read(text).orElseGet(() -> {
            faults.value("/version", null, "'" + text + "' is not a version", "write three numbers such as 1.0.0");
            return new Semver(1, 0, 0);
        });
    }

    private Optional<TriggerType> triggerType(ObjectNode root, List<Draft.Step> nodes) {
        var written = form.choice(root, "", "triggerType", null, TriggerType.class);
        return written.or(() -> ofTrigger(nodes))
                .or(() -> root.has("triggerType") ? Optional.of(TriggerType.API) : Optional.empty());
    }

    /** What the trigger node begins with tells what starts the flow. */
    private static Optional<TriggerType> ofTrigger(List<Draft.Step> nodes) {
        return nodes.stream()
                .map(step -> step.node().type())
                .filter(type -> type.startsWith("trigger_"))
                .map(type -> type.substring("trigger_".length()).toUpperCase(Locale.ROOT))
                .filter(Set.of("WEBHOOK", "SCHEDULE", "API", "EVENT")::contains)
                .map(TriggerType::valueOf)
                .findFirst();
    }

    private List<Draft.Step> nodes(ObjectNode root) {
        var nodes = new ArrayList<Draft.Step>();
        if (!form.list(root, "nodes") || root.path("nodes").isEmpty()) {
            faults.value("/nodes", null, "The flow has no nodes", "add nodes: with one node at least");
            return nodes;
        }
        var reader = new NodeParser(types, faults, form);
        for (var i = 0; i < root.path("nodes").size(); i++) {
            var pointer = "/nodes/" + i;
            if (root.path("nodes").get(i) instanceof ObjectNode node) {
                nodes.add(reader.parse(node, pointer));
            } else {
                faults.value(pointer, null, "A node must be an object", "write id:, nodeType: and data:");
            }
        }
        return nodes;
    }

    private List<Draft.Arrow> connections(ObjectNode root) {
        var connections = new ArrayList<Draft.Arrow>();
        if (!root.has("connections") || !form.list(root, "connections")) {
            return connections;
        }
        for (var i = 0; i < root.path("connections").size(); i++) {
            var pointer = "/connections/" + i;
            if (root.path("connections").get(i) instanceof ObjectNode connection) {
                connection(connection, pointer).ifPresent(connections::add);
            } else {
                faults.value(pointer, null, "A connection must be an object", "write source: and target:");
            }
        }
        return connections;
    }

    private Optional<Draft.Arrow> connection(ObjectNode written, String pointer) {
        form.knownKeys(written, pointer, null, CONNECTION_KEYS);
        var source = form.required(written, pointer, "source", null);
        var target = form.required(written, pointer, "target", null);
        var on = written.path("on").asText("success");
        if (!Set.of("success", "error").contains(on)) {
            faults.value(pointer + "/on", null, "A connection cannot be taken on '" + on + "'", "write on: error");
        }
        return source.flatMap(
                from -> target.map(to -> new Draft.Arrow(new Connection(from, to, !on.equals("success")), pointer)));
    }
}
