package dev.serai.node;

import dev.serai.conversation.Conversations;
import dev.serai.conversation.Spoken;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.flow.NodeType;
import dev.serai.task.Staff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * {@code collaboration_analyze}: looks back at a chat: how fast the staff and the robot answered, who still waits, and
 * who took part. Whoever is not known as staff counts as a user.
 */
@Component
class CollaborationAnalyzeNode implements NodeKind<CollaborationAnalyzeNode.Settings> {

    private static final Duration LONGEST = Duration.ofDays(7);

    /**
     * What is looked at.
     *
     * @param window how far back from the message, 7 days at most; of more than a thousand messages, the last thousand
     */
    record Settings(@DefaultValue("30m") Duration window) {
        Settings {
            if (window.isZero() || window.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "window: must be more than nothing and 7 days at most; write for example 30m or 2h");
            }
        }
    }

    private final Conversations conversations;
    private final Staff staff;

    CollaborationAnalyzeNode(Conversations conversations, Staff staff) {
        this.conversations = conversations;
        this.staff = staff;
    }

    @Override
    public NodeType type() {
        return new NodeType(
                "collaboration_analyze",
                Set.of(),
                Settings.class,
                Set.of("responseTimes", "unanswered", "participation"),
                NodeType.Role.STEP);
    }

    @Override
    public boolean reads() {
        return true;
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var heard = Heard.of(step);
        var since = heard.at().minus(settings.window());
        var spoken = withThis(conversations.spoken(heard.session(), since), step, heard);
        var roles = roles(heard, step.text("robotName"));
        var talk = new Collaboration();
        for (var one : spoken) {
            var speaker = one.speaker().isEmpty() ? Collaboration.ROBOT : one.speaker();
            talk.add(speaker, roles.getOrDefault(speaker, Collaboration.USER), one.at());
        }
        return Outcome.of(Map.of(
                        "responseTimes", talk.responseTimes(),
                        "unanswered", talk.unanswered(step.now()),
                        "participation", talk.participation()))
                .from(Map.of("since", since.toString(), "messages", spoken.size()));
    }

    /** The run's own message belongs to the talk, also when it is not stored yet. */
    private static List<Spoken> withThis(List<Spoken> spoken, Step step, Heard heard) {
        var id = step.run().value();
        if (heard.name().isEmpty() || spoken.stream().anyMatch(one -> one.id().equals(id))) {
            return spoken;
        }
        var all = new ArrayList<>(spoken);
        all.add(new Spoken(id, heard.name(), heard.text(), heard.at()));
        return all;
    }

    private Map<String, String> roles(Heard heard, String robotName) {
        var roles = new HashMap<String, String>();
        staff.of(heard.robot()).forEach(member -> roles.put(member.name(), member.role()));
        if (!heard.role().isEmpty()) {
            roles.put(heard.name(), heard.role());
        }
        if (!robotName.isEmpty()) {
            roles.put(robotName, Collaboration.ROBOT);
        }
        roles.put(Collaboration.ROBOT, Collaboration.ROBOT);
        return roles;
    }
}
