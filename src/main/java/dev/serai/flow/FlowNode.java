package dev.serai.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One step of a flow.
 *
 * @param type canonical name of its type; an alias is resolved
 * @param config settings as the author wrote them; {@link SettingsReader} turns them into the record of the type
 */
public record FlowNode(String id, String type, String name, ObjectNode config, NodePolicy policy) {

    /** The nodes its settings lead to, as written. */
    Set<String> branchTargets() {
        var targets = new LinkedHashSet<String>();
        config.path("branches")
                .forEach(branch -> targets.add(branch.path("targetNodeId").asText()));
        targets.add(config.path("defaultTargetNodeId").asText());
        targets.remove("");
        return targets;
    }
}
