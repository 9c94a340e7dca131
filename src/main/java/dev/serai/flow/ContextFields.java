package dev.serai.flow;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/** The fields every run has in its context, with the fields inside those whose shape is fixed. */
public final class ContextFields {

    private static final Set<String> OPEN = Set.of();

    private static final Map<String, Set<String>> FIELDS = Map.ofEntries(
            entry("instanceId", OPEN),
            entry("flowDefinitionId", OPEN),
            entry("startedAt", OPEN),
            entry(
                    "message",
                    Set.of("messageId", "content", "senderId", "senderName", "groupId", "groupName", "timestamp")),
            entry("robotId", OPEN),
            entry("robotName", OPEN),
            entry("sessionId", OPEN),
            entry("sessionType", OPEN),
            entry("userId", OPEN),
            entry("userName", OPEN),
            entry("groupRemark", OPEN),
            entry("roomType", OPEN),
            entry("isGroup", OPEN),
            entry("originalMessage", OPEN),
            entry("rawMessage", OPEN),
            entry("textType", OPEN),
            entry("fileUrl", OPEN),
            entry("atMe", OPEN),
            entry("senderRole", OPEN),
            entry("senderUserId", OPEN),
            entry("senderUserName", OPEN),
            entry(
                    "userProfile",
                    Set.of(
                            "userId",
                            "userName",
                            "companyName",
                            "satisfactionScore",
                            "emotion",
                            "cooperationLevel",
                            "complaintCount")),
            entry("history", OPEN),
            entry("pendingAfterSalesTask", Set.of("taskId", "taskType", "status")),
            entry("alertInfo", Set.of("hasAlert", "alertLevel", "alertType")),
            entry("intent", OPEN),
            entry("intentConfidence", OPEN),
            entry("emotion", OPEN),
            entry("aiResponse", OPEN),
            entry("personaId", OPEN),
            entry("personaType", OPEN),
            entry("targetName", OPEN),
            entry("sendId", OPEN),
            entry("commandStatus", OPEN),
            entry("alertId", OPEN),
            entry("alertLevel", OPEN),
            entry("alertCode", OPEN),
            entry("alertData", OPEN),
            entry("executionPath", OPEN),
            entry("currentNodeId", OPEN),
            entry("variables", OPEN),
            entry("metadata", OPEN));

    private ContextFields() {}

    /** Names of all fields. */
    public static Set<String> names() {
        return FIELDS.keySet();
    }

    /** Fields inside a field; none for one that may hold anything. */
    public static Set<String> inside(String field) {
        return FIELDS.getOrDefault(field, OPEN);
    }
}
