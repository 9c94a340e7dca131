package dev.serai.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * A flow that was read and is not checked yet, with the places of its parts.
 *
 * @param triggered whether it says what starts it
 */
record Draft(FlowDefinition definition, boolean triggered, List<Step> steps, List<Arrow> arrows) {

    Draft {
        steps = List.copyOf(steps);
        arrows = List.copyOf(arrows);
    }

    /**
     * A node and where it is written.
     *
     * @param config pointer to its settings
     */
    record Step(FlowNode node, Optional<NodeType> type, String pointer, String config) {

        String id() {
            return node.id();
        }

        boolean is(NodeType.Role role) {
            return type.isPresent() && type.get().role() == role;
        }

        /** Whether it may be of this role: a node of unknown type is whatever its author had in mind. */
        boolean mayBe(NodeType.Role role) {
            return type.isEmpty() || is(role);
        }

        /** Pointer to a text of the settings; a settings record may have put its lists into another order. */
        String pointerTo(String text, String expected) {
            var settings = node.config();
            return settings.at(expected).asText().equals(text)
                    ? config + expected
                    : config + find(settings, text).orElse(expected);
        }

        private static Optional<String> find(JsonNode within, String text) {
            if (within.isValueNode()) {
                return within.asText().equals(text) ? Optional.of("") : Optional.empty();
            }
            var children = new LinkedHashMap<String, JsonNode>();
            within.properties().forEach(field -> children.put(Document.child("", field.getKey()), field.getValue()));
            if (within.isArray()) {
                within.forEach(element -> children.put("/" + children.size(), element));
            }
            return children.entrySet().stream()
                    .flatMap(child -> find(child.getValue(), text).map(rest -> child.getKey() + rest).stream())
                    .findFirst();
        }
    }

    /** A connection and where it is written. */
    record Arrow(Connection connection, String pointer) {}
}
