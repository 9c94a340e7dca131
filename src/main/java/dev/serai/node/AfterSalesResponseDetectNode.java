package dev.serai.node;

import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.engine.Write;
import dev.serai.flow.NodeType;
import dev.serai.task.AfterSalesTask;
import dev.serai.task.AfterSalesTasks;
import dev.serai.task.Staff;
import dev.serai.task.StaffMember;
import dev.serai.task.StaffStatus;
import dev.serai.task.TaskStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * {@code after_sales_response_detect}: takes the message for the answer an after-sales task waits for, if it is one:
 * the task goes on, the staff is told, and the customer hears when somebody comes. An answer of the staff needs
 * neither.
 */
@Component
class AfterSalesResponseDetectNode implements NodeKind<AfterSalesResponseDetectNode.Settings> {

    private static final String AFTER_SALES = "after_sales";

    /**
     * What is an answer, and who hears of it.
     *
     * @param responseKeywords words that are an answer
     * @param timeoutMinutes how long after a task began to wait a message is still taken for the answer
     * @param notifyStaffOnResponse whether the staff is told of a customer's answer, in private
     * @param enableBotComfort whether a customer who answers is told when somebody comes
     * @param comfortMessageTemplates what they are told, by the status of the staff: {@code online}, {@code busy},
     *     {@code offline}; {@code {userName}} is their name
     * @param useEmojis whether the emojis of these texts are sent too
     * @param atUser whether the customer is addressed with @ in a group
     */
    record Settings(
            @DefaultValue({"在的", "来了", "好的", "收到", "马上", "可以", "行", "是的"})
            List<String> responseKeywords,

            @DefaultValue("10") int timeoutMinutes,
            @DefaultValue("true") boolean notifyStaffOnResponse,
            @DefaultValue("true") boolean enableBotComfort,
            @DefaultValue ComfortTemplates comfortMessageTemplates,
            @DefaultValue("true") boolean useEmojis,
            @DefaultValue("true") boolean atUser) {

        Settings {
            responseKeywords = Keywords.checked("responseKeywords", responseKeywords);
            if (timeoutMinutes < 1) {
                throw new IllegalArgumentException(
                        "timeoutMinutes: " + timeoutMinutes + " leaves no time to answer; write 1 or more");
            }
        }
    }

    private final AfterSalesTasks tasks;
    private final Staff staff;
    private final RobotVoice voice;

    AfterSalesResponseDetectNode(AfterSalesTasks tasks, Staff staff, RobotVoice voice) {
        this.tasks = tasks;
        this.staff = staff;
        this.voice = voice;
    }

    @Override
    public NodeType type() {
        return new NodeType(
                "after_sales_response_detect",
                Set.of(),
                Settings.class,
                Set.of("hasResponded", "responseTime", "responseContent", "botComfortSent", "staffNotified"),
                NodeType.Role.STEP);
    }

    @Override
    public boolean sends() {
        return true;
    }

    @Override
    public boolean reads() {
        return true;
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var heard = Heard.of(step);
        var answered = task(heard, step).filter(task -> answers(settings, heard, task));
        if (answered.isEmpty()) {
            return output(heard, null, false, false);
        }
        var task = answered.get();
        var member = heard.byStaff() ? Optional.of(heard.member()) : responsible(task, heard);
        var comforts = settings.enableBotComfort() && !heard.byStaff();
        var notified = settings.notifyStaffOnResponse() && !heard.byStaff() && member.isPresent();
        var outcome = output(heard, task, comforts, notified).write(goesOn(task, heard));
        if (comforts) {
            outcome = voice.reply(outcome, step, "comfort", comfort(settings, heard, member));
        }
        return notified ? voice.tell(outcome, step, "staff", notice(heard, member.get())) : outcome;
    }

    /** The task the run speaks of, or else one that waits. */
    private Optional<AfterSalesTask> task(Heard heard, Step step) {
        var open = tasks.open(heard.session());
        var told = step.text("pendingAfterSalesTask", "taskId");
        return open.stream()
                .filter(task -> task.id().toString().equals(told))
                .findFirst()
                .or(() -> heard.task(open.stream()
                        .filter(task -> task.status() != TaskStatus.IN_PROGRESS)
                        .toList()));
    }

    private static boolean answers(Settings settings, Heard heard, AfterSalesTask task) {
        return waited(heard, task).compareTo(Duration.ofMinutes(settings.timeoutMinutes())) <= 0
                && Keywords.meant(settings.responseKeywords(), heard.text());
    }

    private static Duration waited(Heard heard, AfterSalesTask task) {
        var waited = Duration.between(task.changedAt(), heard.at());
        return waited.isNegative() ? Duration.ZERO : waited;
    }

    /** Who sees to the task, or else the member of the staff who is best placed to. */
    private Optional<StaffMember> responsible(AfterSalesTask task, Heard heard) {
        var assignee = task.assignee();
        if (assignee != null) {
            return staff.find(heard.robot(), assignee)
                    .or(() -> Optional.of(new StaffMember(
                            assignee,
                            Objects.requireNonNullElse(task.assigneeName(), assignee),
                            AFTER_SALES,
                            StaffStatus.OFFLINE,
                            task.changedAt())));
        }
        return staff.of(heard.robot()).stream()
                .min(Comparator.comparing((StaffMember member) -> !member.role().equals(AFTER_SALES))
                        .thenComparing(StaffMember::status));
    }

    private Write goesOn(AfterSalesTask task, Heard heard) {
        var by = heard.byStaff() ? heard.member() : null;
        var move = new AfterSalesTask.Move(task.id(), TaskStatus.IN_PROGRESS, by, heard.at());
        return new Write(tasks.moveEndpoint(), tasks.moveRow(move), () -> staff.changed(heard.robot()));
    }

    private static RobotVoice.NewText comfort(Settings settings, Heard heard, Optional<StaffMember> member) {
        var status = member.map(StaffMember::status).orElse(StaffStatus.OFFLINE);
        return new RobotVoice.NewText(
                heard.chatName(),
                settings.comfortMessageTemplates().text(status, heard.name(), settings.useEmojis()),
                settings.atUser() && heard.group() ? List.of(heard.name()) : List.of());
    }

    private static RobotVoice.NewText notice(Heard heard, StaffMember member) {
        var where = heard.group() ? "在“" + heard.chatName() + "”" : "";
        var content = "【售后提醒】" + heard.name() + where + "回复了：“" + heard.text() + "”，请尽快处理。";
        return new RobotVoice.NewText(member.name(), content, List.of());
    }

    private static Outcome output(Heard heard, @Nullable AfterSalesTask task, boolean comforts, boolean notified) {
        var output = new LinkedHashMap<String, @Nullable Object>();
        output.put("hasResponded", task != null);
        output.put("responseTime", task == null ? null : waited(heard, task).toSeconds());
        output.put("responseContent", task == null ? null : heard.text());
        output.put("botComfortSent", comforts);
        output.put("staffNotified", notified);
        return Outcome.of(output).from(Map.of("content", heard.text(), "role", heard.role()));
    }
}
