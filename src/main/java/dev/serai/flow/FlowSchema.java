package dev.serai.flow;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.io.ClassPathResource;

/**
 * The language of flow files as JSON Schema, for completion and checking in editors. What only the graph shows, such as
 * a connection to nowhere, is told by {@link FlowReader}.
 */
public final class FlowSchema {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> POLICY = new TreeSet<>(Set.of("retry", "timeout", "onError", "default"));

    private FlowSchema() {}

    /** The schema, draft 2020-12, with these node types. */
    public static ObjectNode of(NodeTypes types) {
        var schema = fixedPart();
        var parts = (ObjectNode) schema.path("$defs");
        var node = (ObjectNode) parts.path("node");
        var names = ((ObjectNode) node.path("properties").path("nodeType")).putArray("oneOf");
        var cases = node.putArray("allOf");
        types.all().stream().sorted(Comparator.comparing(NodeType::name)).forEach(type -> {
            names(names, type);
            cases.add(data(type));
            parts.set("config-" + type.name(), SettingShape.object(type.schema().settings()));
        });
        return schema;
    }

    private static ObjectNode fixedPart() {
        try (var in = new ClassPathResource("flow/flow.schema.json").getInputStream()) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void names(ArrayNode names, NodeType type) {
        var what = type.description();
        names.addObject().put("const", type.name()).put("description", what);
        new TreeSet<>(type.aliases())
                .forEach(alias ->
                        names.addObject().put("const", alias).put("description", "Means " + type.name() + ". " + what));
    }

    /** What {@code data} may hold in a node of this type: settings in {@code config}, or right there. */
    private static ObjectNode data(NodeType type) {
        var one = JsonNodeFactory.instance.objectNode();
        var names = one.putObject("if").put("type", "object");
        var written = names.putObject("properties").putObject("nodeType").putArray("enum");
        written.add(type.name());
        new TreeSet<>(type.aliases()).forEach(written::add);
        names.putArray("required").add("nodeType");

        var settings = SettingShape.object(type.schema().settings());
        var then = one.putObject("then");
        var data = then.putObject("properties").putObject("data");
        data.putObject("if").putArray("required").add("config");
        var wrapped = policies(data.putObject("then").put("additionalProperties", false));
        wrapped.putObject("config").put("$ref", "#/$defs/config-" + type.name());
        var bare = settings.deepCopy();
        policies(bare);
        data.set("else", bare);
        if (settings.has("required")) {
            then.putArray("required").add("data");
        }
        return one;
    }

    private static ObjectNode policies(ObjectNode holder) {
        var properties = holder.withObjectProperty("properties");
        POLICY.forEach(name -> properties.putObject(name).put("$ref", "#/$defs/policy/properties/" + name));
        return properties;
    }
}
