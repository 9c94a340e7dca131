package dev.serai.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One step of a flow.
 *
 * @param type canonical name of its type; an alias is resolved
 * @param config settings as the author wrote them; {@link SettingsReader} turns them into the record of the type
 */
public record FlowNode(String id, String type, String name, ObjectNode config, NodePolicy policy) {}
