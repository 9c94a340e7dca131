package dev.serai.node;

import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.engine.Write;
import dev.serai.flow.NodeType;
import dev.serai.task.Staff;
import dev.serai.task.StaffMember;
import dev.serai.task.TrackTask;
import dev.serai.task.TrackTasks;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * {@code operation_track}: notes what operation wants done, by whom and until when. Who is to do it is the first one
 * addressed with @, or else the member of the staff who is named, or else everybody in the chat. A message without one
 * of the keywords asks for nothing; then all outputs are empty.
 */
@Component
class OperationTrackNode implements NodeKind<OperationTrackNode.Settings> {

    private static final Pattern ADDRESSED = Pattern.compile("@([^@\\s\\u2005\\u00a0,，:：。！!]+)");
    private static final List<String> PRIORITIES = List.of("critical", "warning", "info");

    /**
     * What is tracked.
     *
     * @param priority of the track: {@code critical}, {@code warning} or {@code info}
     * @param detectKeywords words that make a message a requirement
     * @param responseTimeout how long there is time to answer
     * @param autoCancelWhenResponded whether an answer of whoever is to do it cancels the track
     */
    record Settings(
            @DefaultValue("critical") String priority,
            @DefaultValue({"要求", "配合", "完成", "任务"}) List<String> detectKeywords,
            @DefaultValue("600s") Duration responseTimeout,
            @DefaultValue("true") boolean autoCancelWhenResponded) {

        Settings {
            if (!PRIORITIES.contains(priority)) {
                throw new IllegalArgumentException(
                        "priority: '" + priority + "' is none; write critical, warning or info");
            }
            detectKeywords = Keywords.checked("detectKeywords", detectKeywords);
            if (responseTimeout.isZero()) {
                throw new IllegalArgumentException(
                        "responseTimeout: leaves no time to answer; write for example 600s or 10m");
            }
        }
    }

    private final TrackTasks tracks;
    private final Staff staff;

    OperationTrackNode(TrackTasks tracks, Staff staff) {
        this.tracks = tracks;
        this.staff = staff;
    }

    @Override
    public NodeType type() {
        return new NodeType(
                "operation_track",
                Set.of(),
                Settings.class,
                Set.of("trackTaskId", "targetUserId", "requirement", "deadline"),
                NodeType.Role.STEP);
    }

    @Override
    public boolean reads() {
        return true;
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var heard = Heard.of(step);
        var input = Map.of("content", heard.text());
        if (!Keywords.mentioned(settings.detectKeywords(), heard.text())) {
            return output(null, null, null, null).from(input);
        }
        var target = target(heard, step.text("robotName"));
        var deadline = heard.at().plus(settings.responseTimeout());
        var row = tracks.trackRow(new TrackTask(
                step.effectKey(),
                heard.robot(),
                heard.chat(),
                target,
                heard.text(),
                settings.priority(),
                heard.id(),
                heard.at(),
                deadline,
                settings.autoCancelWhenResponded()));
        return output(row.get("id"), target, heard.text(), deadline.toString())
                .from(input)
                .write(Write.of(tracks.trackEndpoint(), row));
    }

    private static Outcome output(
            @Nullable Object task, @Nullable String target, @Nullable String requirement, @Nullable String deadline) {
        var output = new LinkedHashMap<String, @Nullable Object>();
        output.put("trackTaskId", task);
        output.put("targetUserId", target);
        output.put("requirement", requirement);
        output.put("deadline", deadline);
        return Outcome.of(output);
    }

    private String target(Heard heard, String robotName) {
        var addressed = ADDRESSED
                .matcher(heard.text())
                .results()
                .map(match -> match.group(1))
                .filter(name -> !name.equals(robotName))
                .findFirst();
        if (addressed.isPresent()) {
            return staff.find(heard.robot(), addressed.get())
                    .map(StaffMember::id)
                    .orElse(addressed.get());
        }
        return staff.of(heard.robot()).stream()
                .filter(member -> !member.name().isEmpty() && heard.text().contains(member.name()))
                .filter(member -> !member.id().equals(heard.id()))
                .max(Comparator.comparing(member -> member.name().length()))
                .map(StaffMember::id)
                .orElse("");
    }
}
