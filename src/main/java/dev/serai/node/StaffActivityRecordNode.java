package dev.serai.node;

import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.engine.Write;
import dev.serai.flow.NodeType;
import dev.serai.task.AfterSalesTask;
import dev.serai.task.AfterSalesTasks;
import dev.serai.task.Staff;
import dev.serai.task.StaffActivity;
import dev.serai.task.StaffMember;
import dev.serai.task.StaffStatus;
import dev.serai.task.TaskStatus;
import dev.serai.task.TrackTasks;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * {@code staff_activity_record}: notes that a member of the staff spoke. What operation asked of them in this chat is
 * answered by it, and a pending after-sales task of the chat is theirs from then on and waits for the customer.
 */
@Component
class StaffActivityRecordNode implements NodeKind<StaffActivityRecordNode.Settings> {

    /**
     * What is noted.
     *
     * @param activityTypes kinds of activities that are kept: {@code message} (they spoke), {@code response} (while an
     *     after-sales task was open), {@code completion} (they said it is done)
     * @param updateStatus whether who speaks is online from then on
     */
    record Settings(
            @DefaultValue({"message", "response", "completion"})
            List<String> activityTypes,

            @DefaultValue("true") boolean updateStatus) {

        Settings {
            activityTypes = List.copyOf(activityTypes);
            var known = Arrays.stream(StaffActivity.Type.values())
                    .map(StaffActivity.Type::word)
                    .toList();
            for (var word : activityTypes) {
                if (!known.contains(word)) {
                    throw new IllegalArgumentException("activityTypes: '" + word
                            + "' is no kind of activity; use message, response or completion");
                }
            }
        }
    }

    private final Staff staff;
    private final AfterSalesTasks tasks;
    private final TrackTasks tracks;

    StaffActivityRecordNode(Staff staff, AfterSalesTasks tasks, TrackTasks tracks) {
        this.staff = staff;
        this.tasks = tasks;
        this.tracks = tracks;
    }

    @Override
    public NodeType type() {
        return new NodeType(
                "staff_activity_record",
                Set.of(),
                Settings.class,
                Set.of("activityId", "staffStatus"),
                NodeType.Role.STEP);
    }

    @Override
    public boolean reads() {
        return true;
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var heard = Heard.of(step);
        var task = TaskStatus.of(step.text("pendingAfterSalesTask", "status"));
        var activity = new StaffActivity(
                step.effectKey(),
                heard.robot(),
                heard.id(),
                task.map(StaffActivityRecordNode::type).orElse(StaffActivity.Type.MESSAGE),
                heard.session(),
                heard.text(),
                heard.at());
        var kept = settings.activityTypes().contains(activity.type().word());
        var row = staff.activityRow(activity);
        var outcome = output(kept ? row.get("id") : null, status(settings, heard))
                .from(Map.of(
                        "staff", heard.name(), "activityType", activity.type().word()))
                .write(answer(heard));
        if (kept) {
            outcome = outcome.write(Write.of(staff.activityEndpoint(), row));
        }
        if (settings.updateStatus()) {
            outcome = outcome.write(seen(heard));
        }
        return task.filter(TaskStatus.PENDING::equals).isPresent() ? outcome.write(taken(heard, step)) : outcome;
    }

    private static StaffActivity.Type type(TaskStatus status) {
        return status.open() ? StaffActivity.Type.RESPONSE : StaffActivity.Type.COMPLETION;
    }

    private StaffStatus status(Settings settings, Heard heard) {
        var known = staff.find(heard.robot(), heard.id()).map(StaffMember::status);
        if (!settings.updateStatus()) {
            return known.orElse(StaffStatus.OFFLINE);
        }
        return known.filter(StaffStatus.BUSY::equals).orElse(StaffStatus.ONLINE);
    }

    private static Outcome output(@Nullable Object activity, StaffStatus status) {
        var output = new LinkedHashMap<String, @Nullable Object>();
        output.put("activityId", activity);
        output.put("staffStatus", status.word());
        return Outcome.of(output);
    }

    private Write answer(Heard heard) {
        return Write.of(
                tracks.answerEndpoint(), tracks.answerRow(heard.chat(), heard.id(), heard.name(), true, heard.at()));
    }

    private Write seen(Heard heard) {
        return new Write(
                staff.staffEndpoint(),
                staff.staffRow(heard.robot(), heard.member()),
                () -> staff.changed(heard.robot()));
    }

    private Write taken(Heard heard, Step step) {
        var move = new AfterSalesTask.Move(
                UUID.fromString(step.text("pendingAfterSalesTask", "taskId")),
                TaskStatus.WAITING_USER_RESPONSE,
                heard.member(),
                heard.at());
        return new Write(tasks.moveEndpoint(), tasks.moveRow(move), () -> staff.changed(heard.robot()));
    }
}
