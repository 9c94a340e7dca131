package dev.serai.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * Something a WeCom user said to a robot, and what came back at once.
 *
 * @param body as it was sent to the hub
 * @param answer of the hub; status 0 if it gave none
 */
record Question(String robotId, Instant at, ObjectNode body, Callbacks.Answer answer) {

    String groupName() {
        return body.path("groupName").asText();
    }

    String receivedName() {
        return body.path("receivedName").asText();
    }

    /** As it stands in the cloud's log of callbacks. */
    ObjectNode row() {
        var row = Json.object()
                .put("robotId", robotId)
                .put("startTime", Executed.LOCAL.format(at))
                .put("timeCost", answer.millis() / 1000.0)
                .put("groupName", groupName())
                .put("receivedName", receivedName())
                .put("roomType", body.path("roomType").asInt())
                .put("textType", body.path("textType").asInt())
                .put("atMe", body.path("atMe").asText())
                .put("openThirdParty", 1)
                .put("rawSpoken", body.path("rawSpoken").asText())
                .put("question", body.path("spoken").asText())
                .put("answer", answer.body());
        return row.put("messageId", body.path("messageId").asText());
    }
}
