package dev.serai.node;

import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.engine.Write;
import dev.serai.flow.NodeType;
import dev.serai.task.AfterSalesTask;
import dev.serai.task.AfterSalesTasks;
import dev.serai.task.Staff;
import dev.serai.task.TaskStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * {@code after_sales_task_check}: tells whether the message answers an after-sales task that waits in this chat. Who
 * says that it is done completes the task, be it the customer or the staff.
 */
@Component
class AfterSalesTaskCheckNode implements NodeKind<AfterSalesTaskCheckNode.Settings> {

    /**
     * What is an answer, and to what.
     *
     * @param responseKeywords words that are an answer to a waiting task
     * @param completionKeywords words that say that a task is done
     * @param autoRouteToAfterSales whether an answer goes to after-sales; a task that is done needs nobody any more
     * @param pendingTaskStatus in which a task waits for an answer: {@code pending}, {@code waiting_user_response},
     *     {@code in_progress}
     */
    record Settings(
            @DefaultValue({"在的", "来了", "好的", "收到", "马上", "可以", "行", "是的"})
            List<String> responseKeywords,

            @DefaultValue({"完成了", "搞定", "可以了", "完成"}) List<String> completionKeywords,
            @DefaultValue("true") boolean autoRouteToAfterSales,

            @DefaultValue({"pending", "waiting_user_response"})
            List<String> pendingTaskStatus) {

        Settings {
            responseKeywords = Keywords.checked("responseKeywords", responseKeywords);
            completionKeywords = Keywords.checked("completionKeywords", completionKeywords);
            pendingTaskStatus = List.copyOf(pendingTaskStatus);
            for (var word : pendingTaskStatus) {
                if (TaskStatus.of(word).filter(TaskStatus::open).isEmpty()) {
                    throw new IllegalArgumentException("pendingTaskStatus: '" + word
                            + "' is no status of an open task; use pending, waiting_user_response or in_progress");
                }
            }
        }

        boolean waits(AfterSalesTask task) {
            return pendingTaskStatus.contains(task.status().word());
        }
    }

    private final AfterSalesTasks tasks;
    private final Staff staff;

    AfterSalesTaskCheckNode(AfterSalesTasks tasks, Staff staff) {
        this.tasks = tasks;
        this.staff = staff;
    }

    @Override
    public NodeType type() {
        return new NodeType(
                "after_sales_task_check",
                Set.of(),
                Settings.class,
                Set.of("isAfterSalesResponse", "afterSalesTaskId", "routeToAfterSales"),
                NodeType.Role.STEP);
    }

    @Override
    public boolean reads() {
        return true;
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var heard = Heard.of(step);
        var open = heard.byCustomer() || heard.byStaff() ? tasks.open(heard.session()) : List.<AfterSalesTask>of();
        var done = heard.task(open).filter(task -> Keywords.meant(settings.completionKeywords(), heard.text()));
        if (done.isPresent()) {
            return told(outcome(done, true, false, heard), done.get(), TaskStatus.COMPLETED)
                    .write(completed(done.get(), heard));
        }
        var waiting = heard.task(open.stream().filter(settings::waits).toList());
        var answers = waiting.isPresent() && Keywords.meant(settings.responseKeywords(), heard.text());
        var outcome = outcome(waiting, answers, answers && settings.autoRouteToAfterSales(), heard);
        return waiting.map(task -> told(outcome, task, task.status())).orElse(outcome);
    }

    private Write completed(AfterSalesTask task, Heard heard) {
        var by = heard.byStaff() ? heard.member() : null;
        var move = new AfterSalesTask.Move(task.id(), TaskStatus.COMPLETED, by, heard.at());
        return new Write(tasks.moveEndpoint(), tasks.moveRow(move), () -> staff.changed(heard.robot()));
    }

    private static Outcome outcome(Optional<AfterSalesTask> task, boolean answers, boolean route, Heard heard) {
        var output = new LinkedHashMap<String, @Nullable Object>();
        output.put("isAfterSalesResponse", answers);
        output.put("afterSalesTaskId", task.map(one -> one.id().toString()).orElse(null));
        output.put("routeToAfterSales", route);
        return Outcome.of(output).from(Map.of("content", heard.text(), "role", heard.role()));
    }

    private static Outcome told(Outcome outcome, AfterSalesTask task, TaskStatus status) {
        return outcome.tell(
                "pendingAfterSalesTask",
                Map.of("taskId", task.id().toString(), "taskType", task.type(), "status", status.word()));
    }
}
