package dev.serai.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Settings that are the properties of a Kamelet.
 *
 * @param description what the Kamelet does
 */
public record PropertySchema(String description, List<Property> properties) implements SettingsSchema {

    private static final JsonMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    public PropertySchema {
        properties = List.copyOf(properties);
    }

    @Override
    public List<Setting> settings() {
        return properties.stream().map(Property::setting).toList();
    }

    @Override
    public boolean naming() {
        return false;
    }

    @Override
    public PropertyValues read(ObjectNode config) {
        var wrongs = unknown(config);
        var constants = new LinkedHashMap<String, String>();
        var values = new LinkedHashMap<String, Object>();
        for (var property : properties) {
            var given = config.get(property.name());
            var value = given == null || given.isNull() ? property.initial() : given;
            if (value == null) {
                absent(property).ifPresent(wrongs::add);
                continue;
            }
            var held = held(property, value, wrongs);
            if (held != null) {
                values.put(property.name(), held);
            }
            if (property.constant()) {
                constants.put(property.name(), value.asText());
            }
        }
        reject(wrongs);
        return new PropertyValues(constants, values);
    }

    private List<SettingsRejected.Wrong> unknown(ObjectNode config) {
        var names = properties.stream().map(Property::name).toList();
        var wrongs = new ArrayList<SettingsRejected.Wrong>();
        config.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                var hint = NearestName.hint(name, names);
                wrongs.add(new SettingsRejected.Wrong(
                        Document.child("", name), true, 0, "There is no setting '" + name + "'", hint));
            }
        });
        return wrongs;
    }

    private static Optional<SettingsRejected.Wrong> absent(Property property) {
        var message = "Setting '" + property.name() + "' is missing";
        return property.required()
                ? Optional.of(new SettingsRejected.Wrong("", false, 0, message, "add " + property.name() + ":"))
                : Optional.empty();
    }

    /** The value as a run needs it; null if it is refused. */
    private static @Nullable Object held(Property property, JsonNode value, List<SettingsRejected.Wrong> wrongs) {
        var pointer = Document.child("", property.name());
        try {
            var template = Template.of(value.isTextual() ? value.textValue() : "");
            var variable = !template.variables().isEmpty();
            if (variable && (property.constant() || property.secret())) {
                wrongs.add(variable(property));
                return null;
            }
            var refused = variable && property.type() == Property.Type.STRING
                    ? Optional.<Property.Refusal>empty()
                    : property.refusal(value);
            refused.ifPresent(why -> wrongs.add(wrong(property, why)));
            return refused.isPresent() ? null : text(property, value);
        } catch (TemplateRejected e) {
            wrongs.add(SettingsJson.wrong(pointer, e));
            return null;
        }
    }

    private static @Nullable Object text(Property property, JsonNode value) {
        if (property.type() != Property.Type.STRING) {
            return TemplateTree.of(value);
        }
        return property.constant() || property.secret() ? value.asText() : Template.of(value.asText());
    }

    private static SettingsRejected.Wrong wrong(Property property, Property.Refusal why) {
        var message = "Setting '" + property.name() + "' cannot be " + why.shown();
        return new SettingsRejected.Wrong(Document.child("", property.name()), false, 0, message, why.hint());
    }

    /** The settings that hold the name of a secret. */
    public Set<String> secrets() {
        return names(Property::secret);
    }

    /** The settings that fill in the template; all others reach the Kamelet as values of a run. */
    public Set<String> constants() {
        return names(Property::constant);
    }

    private Set<String> names(Predicate<Property> which) {
        var names = new TreeSet<String>();
        properties.stream().filter(which).map(Property::name).forEach(names::add);
        return names;
    }

    /** The constants when an author sets nothing; empty if some of them must be given. */
    public Optional<Map<String, String>> usualConstants() {
        var usual = new LinkedHashMap<String, String>();
        for (var property : properties) {
            if (property.constant() && (property.initial() == null || property.secret())) {
                return Optional.empty();
            }
            if (property.constant() && property.initial() != null) {
                usual.put(property.name(), property.initial().asText());
            }
        }
        return Optional.of(usual);
    }

    /**
     * Values of a run as settings, defaults filled in; no text in them is a template any more.
     *
     * @param known names of those that are the same in each run
     * @throws SettingsRejected naming each wrong one with a hint
     */
    public PropertyValues bind(Map<String, ? extends @Nullable Object> given, Set<String> known) {
        var wrongs = unknown(JSON.valueToTree(given));
        var constants = new LinkedHashMap<String, String>();
        var values = new LinkedHashMap<String, Object>();
        for (var property : properties) {
            var value = given.get(property.name());
            JsonNode written = value == null ? property.initial() : JSON.valueToTree(value);
            if (written == null) {
                absent(property).ifPresent(wrongs::add);
                continue;
            }
            if (value != null && (property.constant() || property.secret()) && !known.contains(property.name())) {
                wrongs.add(variable(property));
                continue;
            }
            property.refusal(written).ifPresent(why -> wrongs.add(wrong(property, why)));
            values.put(property.name(), JSON.convertValue(written, Object.class));
            if (property.constant()) {
                constants.put(property.name(), written.asText());
            }
        }
        reject(wrongs);
        return new PropertyValues(constants, values);
    }

    private static void reject(List<SettingsRejected.Wrong> wrongs) {
        if (!wrongs.isEmpty()) {
            throw new SettingsRejected(wrongs);
        }
    }

    private static SettingsRejected.Wrong variable(Property property) {
        return new SettingsRejected.Wrong(
                Document.child("", property.name()),
                false,
                0,
                "Setting '" + property.name() + "' cannot hold variables",
                "it is a constant of the Kamelet; write the value itself");
    }

    /**
     * Looks at values of a run, whose variables have been put in.
     *
     * @throws SettingsRejected when one does not fit
     */
    public void check(Map<String, ? extends @Nullable Object> values) {
        var wrongs = new ArrayList<SettingsRejected.Wrong>();
        for (var property : properties) {
            var value = values.get(property.name());
            if (value != null) {
                property.refusal(JSON.valueToTree(value)).ifPresent(why -> wrongs.add(wrong(property, why)));
            }
        }
        reject(wrongs);
    }
}
