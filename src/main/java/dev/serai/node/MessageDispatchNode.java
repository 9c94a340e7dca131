package dev.serai.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.serai.engine.NodeFailed;
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
 * {@code message_dispatch}: decides where a reply goes. A group is addressed by its remark if it has one, as WorkTool
 * advises, a contact by its display name.
 */
@Component
class MessageDispatchNode implements NodeKind<MessageDispatchNode.Settings> {

    /** Where replies go. */
    enum Strategy {
        /** Where the message came from; in a group, to the sender by name if the robot was addressed by name. */
        @JsonProperty("auto")
        AUTO,
        /** To the group the message came from. */
        @JsonProperty("group")
        GROUP,
        /** To the sender alone. */
        @JsonProperty("private")
        PRIVATE,
        /** To the group, addressing the sender by name. */
        @JsonProperty("atUser")
        AT_USER
    }

    /**
     * Who gets the reply.
     *
     * @param strategy {@code auto}: where the message came from, in a group to the sender by name if the robot was
     *     addressed by name; {@code group}: to the group; {@code private}: to the sender alone; {@code atUser}: to the
     *     group, addressing the sender by name
     */
    record Settings(@Nullable Strategy strategy) {
        Settings {
            strategy = Objects.requireNonNullElse(strategy, Strategy.AUTO);
        }
    }

    @Override
    public NodeType type() {
        return new NodeType(
                "message_dispatch",
                Set.of(),
                Settings.class,
                Set.of("targetName", "replyType", "atList"),
                NodeType.Role.STEP);
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var strategy = resolve(Objects.requireNonNull(settings.strategy()), step);
        var user = step.text("userName");
        if (strategy == Strategy.PRIVATE) {
            return outcome(user, "private_chat", List.of(), step);
        }
        var remark = step.text("groupRemark");
        var group = remark.isEmpty() ? step.text("message", "groupName") : remark;
        return strategy == Strategy.AT_USER
                ? outcome(group, "group_at_user", List.of(user), step)
                : outcome(group, "group_chat", List.of(), step);
    }

    private static Strategy resolve(Strategy strategy, Step step) {
        if (strategy != Strategy.AUTO) {
            return strategy;
        }
        if (!"true".equals(step.text("isGroup"))) {
            return Strategy.PRIVATE;
        }
        return "true".equals(step.text("atMe")) ? Strategy.AT_USER : Strategy.GROUP;
    }

    private static Outcome outcome(String target, String replyType, List<String> atList, Step step) {
        if (target.isEmpty()) {
            throw new NodeFailed(
                    "the message names no " + (replyType.equals("private_chat") ? "sender" : "group")
                            + " to reply to; choose another strategy",
                    false,
                    null);
        }
        return Outcome.of(Map.of("targetName", target, "replyType", replyType, "atList", atList))
                .tell("atList", atList)
                .from(Map.of("userName", step.text("userName"), "groupName", step.text("message", "groupName")));
    }
}
