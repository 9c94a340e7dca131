package dev.serai.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the part of a Kamelet that is a node type: its name, its properties, what it does to the world. */
public final class KameletReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[?!]?([A-Za-z0-9_.-]+)(:[^}]*)?}}");
    private static final String ANNOTATION = "serai.dev/effect";
    private static final List<String> EFFECTS = List.of("none", "idempotent", "once");
    private static final String API = "camel.apache.org/v1";

    private final Faults faults;
    private final ObjectNode root;

    private KameletReader(Document document) {
        this.faults = new Faults(document);
        this.root = document.root();
    }

    /**
     * Reads the text of a file.
     *
     * @throws FlowRejected with every fault of the description; what Camel finds wrong in the template comes later
     */
    public static Kamelet read(String file, String text) {
        var document = DocumentReader.read(file, text, "The file holds no Kamelet", "begin with apiVersion: and kind:");
        var reader = new KameletReader(document);
        var kamelet = reader.kamelet(file, text);
        if (!reader.faults.isEmpty()) {
            throw new FlowRejected(reader.faults.inFileOrder());
        }
        return kamelet;
    }

    private Kamelet kamelet(String file, String text) {
        must("apiVersion", API);
        must("kind", "Kamelet");
        var name = name();
        var definition = root.at("/spec/definition");
        var description =
                definition.path("description").asText(definition.path("title").asText(""));
        var template = template();
        var constants = new TreeSet<String>();
        placeholders(template, constants);
        new TemplateGuard(faults).check(template, "/spec/template");
        var properties =
                new PropertyReader(faults, required(definition), constants).read(definition.path("properties"));
        return new Kamelet(file, text, name, new PropertySchema(description.strip(), properties), effect());
    }

    private void must(String key, String value) {
        if (!root.path(key).asText().equals(value)) {
            faults.value("/" + key, null, "'" + key + "' must be " + value, "write " + key + ": " + value);
        }
    }

    private String name() {
        var name = root.at(Kamelet.NAME).asText("");
        if (name.isEmpty()) {
            faults.value("/metadata", null, "The Kamelet has no name", "add metadata: {name: ...}");
        } else if (!NAME.matcher(name).matches() || name.startsWith("trigger_")) {
            faults.value(
                    Kamelet.NAME,
                    null,
                    "'" + name + "' cannot be the name of a node type",
                    "use 1 to 64 small letters, digits, _ and -, a letter first, and not trigger_");
        }
        return name;
    }

    private String effect() {
        var written = root.path("metadata").path("annotations").path(ANNOTATION);
        var effect = written.asText("once").toLowerCase(Locale.ROOT);
        if (!EFFECTS.contains(effect)) {
            faults.value(
                    Document.child("/metadata/annotations", ANNOTATION),
                    null,
                    "'" + written.asText() + "' is no effect",
                    NearestName.hint(effect, EFFECTS));
        }
        return effect;
    }

    private JsonNode template() {
        var template = root.at("/spec/template");
        if (!template.isObject()) {
            faults.value("/spec/template", null, "The Kamelet has no template", "add spec: {template: {from: ...}}");
            return template;
        }
        var nested = template.has("route");
        var pointer = "/spec/template" + (nested ? "/route/from" : "/from");
        var from = root.at(pointer);
        var uri = from.isTextual() ? from : from.path("uri");
        if (!uri.asText().equals("kamelet:source")) {
            faults.value(
                    from.isTextual() ? pointer : pointer + "/uri",
                    null,
                    "A node's Kamelet begins with kamelet:source, not with '" + uri.asText() + "'",
                    "write from: {uri: \"kamelet:source\", steps: ...}");
        }
        return template;
    }

    private Set<String> required(JsonNode definition) {
        var names = new ArrayList<String>();
        definition.path("properties").fieldNames().forEachRemaining(names::add);
        var required = new TreeSet<String>();
        var written = definition.path("required");
        for (int i = 0; i < written.size(); i++) {
            var name = written.get(i).asText();
            required.add(name);
            if (!names.contains(name)) {
                faults.value(
                        "/spec/definition/required/" + i,
                        null,
                        "There is no property '" + name + "'",
                        NearestName.hint(name, names));
            }
        }
        return required;
    }

    /** Every name between double braces, however deep. */
    private static void placeholders(JsonNode within, Set<String> names) {
        if (within.isTextual()) {
            PLACEHOLDER.matcher(within.textValue()).results().forEach(found -> names.add(found.group(1)));
        }
        within.forEach(child -> placeholders(child, names));
    }
}
