package dev.serai.provider.coze;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.provider.Resumption;
import dev.serai.provider.WorkflowTarget;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what a workflow is asked in Coze's words. */
final class CozeRequest {

    private CozeRequest() {}

    static ObjectNode run(WorkflowTarget target, Map<String, Object> parameters, ObjectMapper json) {
        var options = target.options();
        var body = json.createObjectNode().put("workflow_id", target.workflowId());
        body.set("parameters", json.valueToTree(parameters));
        put(body, "app_id", options.appId());
        put(body, "bot_id", options.botId());
        put(body, "connector_id", options.connectorId());
        put(body, "workflow_version", options.workflowVersion());
        return body;
    }

    static ObjectNode resume(WorkflowTarget target, Resumption resumption, ObjectMapper json) {
        return json.createObjectNode()
                .put("workflow_id", target.workflowId())
                .put("event_id", resumption.eventId())
                .put("interrupt_type", resumption.type())
                .put("resume_data", resumption.data());
    }

    private static void put(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
