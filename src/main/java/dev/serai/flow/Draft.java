package dev.serai.flow;

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
    }

    /** A connection and where it is written. */
    record Arrow(Connection connection, String pointer) {}
}
