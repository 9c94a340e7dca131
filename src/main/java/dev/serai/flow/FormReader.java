package dev.serai.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the fixed keys of flows, nodes and connections. */
final class FormReader {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Faults faults;

    FormReader(Faults faults) {
        this.faults = faults;
    }

    void knownKeys(ObjectNode object, String pointer, @Nullable String node, List<String> known) {
        object.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                faults.key(
                        Document.child(pointer, key),
                        node,
                        "'" + key + "' is not known here",
                        NearestName.hint(key, known));
            }
        });
    }

    Optional<String> required(ObjectNode object, String pointer, String key, @Nullable String node) {
        var value = object.path(key);
        if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
            return Optional.of(value.asText());
        }
        faults.value(
                object.has(key) ? pointer + "/" + key : pointer, node, "'" + key + "' is missing", "add " + key + ":");
        return Optional.empty();
    }

    Optional<String> id(ObjectNode object, String pointer, @Nullable String node, String what) {
        var id = required(object, pointer, "id", node);
        if (id.isPresent() && !ID.matcher(id.get()).matches()) {
            faults.value(
                    pointer + "/id",
                    null,
                    "'" + id.get() + "' cannot be the id of a " + what,
                    "use 1 to 64 letters A-Z, digits, _ and -");
        }
        return id;
    }

    <E extends Enum<E>> Optional<E> choice(
            ObjectNode object, String pointer, String key, @Nullable String node, Class<E> type) {
        if (!object.has(key)) {
            return Optional.empty();
        }
        var written = object.path(key).asText();
        var names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        if (names.contains(written.toLowerCase(Locale.ROOT))) {
            return Optional.of(Enum.valueOf(type, written.toUpperCase(Locale.ROOT)));
        }
        faults.value(pointer + "/" + key, node, "'" + written + "' is no " + key, NearestName.hint(written, names));
        return Optional.empty();
    }

    boolean list(ObjectNode object, String key) {
        if (object.path(key).isArray()) {
            return true;
        }
        if (object.has(key) && !object.path(key).isNull()) {
            faults.value("/" + key, null, "'" + key + "' must be a list", "begin each entry with a dash");
        }
        return false;
    }
}
