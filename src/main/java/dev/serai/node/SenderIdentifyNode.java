package dev.serai.node;

import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.flow.NodeType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code sender_identify}: tells by lists who speaks. WorkTool gives display names, not ids, so the lists may hold
 * either; a name is no proof of identity.
 */
@Component
class SenderIdentifyNode implements NodeKind<SenderIdentifyNode.Settings> {

    private static final double LISTED = 1.0;
    private static final double ASSUMED = 0.6;

    /**
     * Who is who, by id or by display name; everybody else is a user.
     *
     * @param operationUserIdList operation staff
     * @param groupAssistantUserIdList group assistants
     * @param afterSalesUserIdList after-sales staff
     * @param robotIdList robots, to whom nothing is replied
     */
    record Settings(
            @Nullable List<String> operationUserIdList,
            @Nullable List<String> groupAssistantUserIdList,
            @Nullable List<String> afterSalesUserIdList,
            @Nullable List<String> robotIdList) {

        Settings {
            operationUserIdList = List.copyOf(Objects.requireNonNullElse(operationUserIdList, List.of()));
            groupAssistantUserIdList = List.copyOf(Objects.requireNonNullElse(groupAssistantUserIdList, List.of()));
            afterSalesUserIdList = List.copyOf(Objects.requireNonNullElse(afterSalesUserIdList, List.of()));
            robotIdList = List.copyOf(Objects.requireNonNullElse(robotIdList, List.of()));
        }
    }

    @Override
    public NodeType type() {
        return new NodeType(
                "sender_identify",
                Set.of(),
                Settings.class,
                Set.of("senderRole", "senderUserId", "senderUserName", "confidence"),
                NodeType.Role.STEP);
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var name = step.text("userName");
        var ids = List.of(step.text("message", "senderId"), step.text("userId"), name);
        var role = role(settings, ids, step);
        return Outcome.of(Map.of(
                        "senderRole",
                        role,
                        "senderUserId",
                        ids.getFirst().isEmpty() ? step.text("userId") : ids.getFirst(),
                        "senderUserName",
                        name,
                        "confidence",
                        role.equals("user") ? ASSUMED : LISTED))
                .from(Map.of("userName", name));
    }

    private static String role(Settings settings, List<String> ids, Step step) {
        if ("true".equals(step.text("metadata", "fromSelf")) || listed(settings.robotIdList(), ids)) {
            return "robot";
        }
        if (listed(settings.operationUserIdList(), ids)) {
            return "operation";
        }
        if (listed(settings.groupAssistantUserIdList(), ids)) {
            return "group_assistant";
        }
        return listed(settings.afterSalesUserIdList(), ids) ? "after_sales" : "user";
    }

    private static boolean listed(@Nullable List<String> list, List<String> ids) {
        return list != null && ids.stream().anyMatch(id -> !id.isEmpty() && list.contains(id));
    }
}
