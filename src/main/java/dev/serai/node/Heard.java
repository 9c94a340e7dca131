package dev.serai.node;

import dev.serai.engine.Step;
import dev.serai.task.AfterSalesTask;
import dev.serai.task.StaffMember;
import dev.serai.task.StaffStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The message of a run as the nodes about people see it: who said what, where and when.
 *
 * @param chat id of the group, or of the session if it was said in private
 * @param chatName under which the robot reaches the chat: the group's remark if it has one
 * @param role as {@code sender_identify} told it; empty if it was not asked
 */
record Heard(
        String robot,
        UUID session,
        String chat,
        String chatName,
        boolean group,
        String id,
        String name,
        String role,
        String text,
        Instant at) {

    private static final Set<String> STAFF_ROLES = Set.of("group_assistant", "after_sales");

    static Heard of(Step step) {
        var session = Sessions.id(step);
        var group = step.text("isGroup").equals("true");
        var name = step.text("userName");
        var time = step.text("message", "timestamp");
        return new Heard(
                step.text("robotId"),
                session,
                first(step.text("message", "groupId"), session.toString()),
                group ? first(step.text("groupRemark"), step.text("message", "groupName")) : name,
                group,
                first(step.text("senderUserId"), first(step.text("message", "senderId"), step.text("userId"))),
                name,
                step.text("senderRole"),
                step.text("message", "content"),
                time.isEmpty() ? step.now() : Instant.parse(time));
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    /** Whether it was said by those who look after customers. */
    boolean byStaff() {
        return STAFF_ROLES.contains(role);
    }

    /** Whether it was said by a customer, as far as anybody can tell. */
    boolean byCustomer() {
        return role.isEmpty() || role.equals("user");
    }

    /** Who said it, as a member of the staff who is there. */
    StaffMember member() {
        return new StaffMember(id, name, role.isEmpty() ? "staff" : role, StaffStatus.ONLINE, at);
    }

    /** The task it may be about: a customer's own, or one the member of the staff sees to, or else the newest. */
    Optional<AfterSalesTask> task(List<AfterSalesTask> open) {
        if (byCustomer()) {
            return open.stream().filter(task -> task.customer().equals(id)).findFirst();
        }
        return byStaff()
                ? open.stream()
                        .filter(task -> id.equals(task.assignee()))
                        .findFirst()
                        .or(() -> open.stream().findFirst())
                : Optional.empty();
    }
}
