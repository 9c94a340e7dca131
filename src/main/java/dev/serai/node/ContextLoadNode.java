package dev.serai.node;

import dev.serai.conversation.Conversations;
import dev.serai.conversation.Group;
import dev.serai.conversation.Profile;
import dev.serai.conversation.Profiles;
import dev.serai.conversation.Turn;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.engine.Write;
import dev.serai.flow.NodeType;
import dev.serai.task.Staff;
import dev.serai.task.StaffMember;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * {@code context_load}: brings what is known about the sender, the talk so far, the group and the staff into the run. A
 * sender or group that was never seen, or is called otherwise now, is noted.
 */
@Component
class ContextLoadNode implements NodeKind<ContextLoadNode.Settings> {

    private static final int MOST_HISTORY = 50;

    /**
     * What is loaded.
     *
     * @param profile what is known about the sender
     * @param historyLength how many turns of the talk before this message, 50 at most; 0 loads none
     * @param group what is known about the group, if the message was said in one
     * @param staffStatus who of the staff is there
     */
    record Settings(
            @DefaultValue("true") boolean profile,
            @DefaultValue("10") int historyLength,
            @DefaultValue("true") boolean group,
            @DefaultValue("true") boolean staffStatus) {

        Settings {
            if (historyLength < 0 || historyLength > MOST_HISTORY) {
                throw new IllegalArgumentException("historyLength: " + historyLength
                        + " is not between 0 and 50; write how many turns are to be loaded");
            }
        }
    }

    private final Conversations conversations;
    private final Profiles profiles;
    private final Staff staff;

    ContextLoadNode(Conversations conversations, Profiles profiles, Staff staff) {
        this.conversations = conversations;
        this.profiles = profiles;
        this.staff = staff;
    }

    @Override
    public NodeType type() {
        return new NodeType(
                "context_load",
                Set.of(),
                Settings.class,
                Set.of("userProfile", "history", "group", "staff"),
                NodeType.Role.STEP);
    }

    @Override
    public boolean reads() {
        return true;
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var heard = Heard.of(step);
        var output = new LinkedHashMap<String, @Nullable Object>();
        var news = new ArrayList<Write>();
        if (settings.profile() && !heard.id().isEmpty()) {
            var profile = profiles.profile(heard.id());
            output.put("userProfile", fields(profile.orElseGet(() -> Profile.fresh(heard.id(), heard.name()))));
            if (!profile.map(Profile::userName).equals(Optional.of(heard.name()))) {
                news.add(noted(heard));
            }
        }
        output.put("history", history(settings.historyLength(), step));
        if (settings.group() && heard.group()) {
            var group = group(heard, step);
            output.put("group", fields(group));
            if (!profiles.group(group.groupId()).equals(Optional.of(group))) {
                news.add(noted(group, heard));
            }
        }
        if (settings.staffStatus()) {
            var members = staff.of(heard.robot());
            output.put("staff", members.stream().map(ContextLoadNode::fields).toList());
        }
        var outcome = Outcome.of(output).from(Map.of("userId", heard.id(), "chat", heard.chat()));
        for (var one : news) {
            outcome = outcome.write(one);
        }
        return outcome;
    }

    private List<Map<String, Object>> history(int length, Step step) {
        return length == 0
                ? List.of()
                : Prompts.earlier(length, conversations, step).stream()
                        .map(ContextLoadNode::fields)
                        .toList();
    }

    private Write noted(Heard heard) {
        return new Write(
                profiles.profileEndpoint(),
                profiles.profileRow(heard.id(), heard.name(), heard.at()),
                () -> profiles.profileChanged(heard.id()));
    }

    private Write noted(Group group, Heard heard) {
        return new Write(
                profiles.groupEndpoint(),
                profiles.groupRow(group, heard.at()),
                () -> profiles.groupChanged(group.groupId()));
    }

    private static Group group(Heard heard, Step step) {
        return new Group(
                heard.chat(),
                heard.robot(),
                step.text("message", "groupName"),
                step.text("groupRemark"),
                step.text("roomType"));
    }

    private static Map<String, @Nullable Object> fields(Profile profile) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("userId", profile.userId());
        fields.put("userName", profile.userName());
        fields.put("companyName", profile.companyName());
        fields.put("satisfactionScore", profile.satisfactionScore());
        fields.put("emotion", profile.emotion());
        fields.put("cooperationLevel", profile.cooperationLevel());
        fields.put("complaintCount", profile.complaintCount());
        return fields;
    }

    private static Map<String, Object> fields(Turn turn) {
        return Map.of(
                "role",
                turn.role(),
                "content",
                turn.content(),
                "timestamp",
                turn.timestamp().toString());
    }

    private static Map<String, Object> fields(Group group) {
        return Map.of(
                "groupId", group.groupId(),
                "groupName", group.name(),
                "groupRemark", group.remark(),
                "roomType", group.roomType());
    }

    private static Map<String, Object> fields(StaffMember member) {
        return Map.of(
                "userId",
                member.id(),
                "userName",
                member.name(),
                "role",
                member.role(),
                "status",
                member.status().word());
    }
}
