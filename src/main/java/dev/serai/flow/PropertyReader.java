package dev.serai.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the properties of a Kamelet. */
final class PropertyReader {

    private static final String PLACE = "/spec/definition/properties";
    private static final List<String> TYPES =
            Arrays.stream(Property.Type.values()).map(Property::name).toList();

    /** Names that mean something in a template already. */
    private static final Set<String> CAMELS = Set.of(
            "templateId",
            "routeId",
            "uuid",
            "parentRouteId",
            "parentProcessorId",
            "noErrorHandler",
            "bridgeErrorHandler");

    private final Faults faults;
    private final Set<String> required;
    private final Set<String> constants;

    /**
     * @param required names of the properties that must be given
     * @param constants names the template is filled in with
     */
    PropertyReader(Faults faults, Set<String> required, Set<String> constants) {
        this.faults = faults;
        this.required = required;
        this.constants = constants;
    }

    List<Property> read(JsonNode properties) {
        var all = new ArrayList<Property>();
        if (!properties.isMissingNode() && !properties.isObject()) {
            faults.value(PLACE, null, "'properties' must be an object", "write names and what they hold");
        }
        properties.properties().forEach(one -> all.add(property(one.getKey(), one.getValue())));
        return all;
    }

    private Property property(String name, JsonNode written) {
        var pointer = Document.child(PLACE, name);
        if (!written.isObject()) {
            faults.value(pointer, null, "A property must be an object", "write title:, type: and description:");
        }
        var description =
                written.path("description").asText(written.path("title").asText(""));
        var property = new Property(
                name,
                type(written.path("type"), pointer),
                description.strip(),
                required.contains(name),
                written.get("default"),
                choices(written, pointer),
                written.path("format").asText(""),
                bound(written, "minimum", pointer),
                bound(written, "maximum", pointer),
                pattern(written, pointer),
                constants.contains(name));
        unfit(property, pointer);
        return property;
    }

    private void unfit(Property property, String pointer) {
        if (CAMELS.contains(property.name())) {
            faults.key(pointer, null, "Camel sets '" + property.name() + "' itself", "give it another name");
        }
        var initial = property.initial();
        var container = property.type() == Property.Type.ARRAY || property.type() == Property.Type.OBJECT;
        if (container && property.constant()) {
            faults.value(
                    pointer,
                    null,
                    "The template cannot be filled in with '" + property.name() + "', which is no single value",
                    "read it as ${variable." + property.name() + "}");
        }
        if (initial != null && !property.secret()) {
            property.refusal(initial)
                    .ifPresent(why -> faults.value(
                            pointer + "/default", null, "The default cannot be " + why.shown(), why.hint()));
        }
    }

    private Property.Type type(JsonNode written, String pointer) {
        var name = written.asText("string");
        if (TYPES.contains(name)) {
            return Property.Type.valueOf(name.toUpperCase(Locale.ROOT));
        }
        faults.value(pointer + "/type", null, "'" + name + "' is no type", NearestName.hint(name, TYPES));
        return Property.Type.STRING;
    }

    private List<JsonNode> choices(JsonNode written, String pointer) {
        var choices = new ArrayList<JsonNode>();
        if (written.has("enum")
                && (!written.path("enum").isArray() || written.path("enum").isEmpty())) {
            faults.value(pointer + "/enum", null, "'enum' must be a list of values", "write [a, b]");
        }
        written.path("enum").forEach(choices::add);
        return choices;
    }

    private @Nullable BigDecimal bound(JsonNode written, String key, String pointer) {
        var bound = written.path(key);
        if (bound.isNumber()) {
            return bound.decimalValue();
        }
        if (!bound.isMissingNode()) {
            faults.value(pointer + "/" + key, null, "'" + key + "' must be a number", "write a number");
        }
        return null;
    }

    private @Nullable Pattern pattern(JsonNode written, String pointer) {
        try {
            return written.has("pattern")
                    ? Pattern.compile(written.path("pattern").asText())
                    : null;
        } catch (PatternSyntaxException e) {
            faults.value(
                    pointer + "/pattern",
                    null,
                    "This is no regular expression: " + e.getDescription(),
                    "write one as in Java");
            return null;
        }
    }
}
