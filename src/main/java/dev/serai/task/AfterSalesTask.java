package dev.serai.task;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a customer needs help with.
 *
 * @param session the chat it is about
 * @param customer sender id of whoever needs help
 * @param assignee id of the member of the staff who sees to it, if anybody does
 * @param changedAt since when it has had its status
 */
public record AfterSalesTask(
        UUID id,
        String type,
        UUID session,
        String customer,
        String customerName,
        @Nullable String assignee,
        @Nullable String assigneeName,
        TaskStatus status,
        Instant changedAt) {

    /**
     * A task that is to be opened.
     *
     * @param key names it for ever: the same key is stored once
     * @param subject what the customer said
     */
    public record Opening(
            String key,
            String type,
            String robot,
            UUID session,
            String customer,
            String customerName,
            String subject,
            Instant at) {}

    /**
     * The next status of a task.
     *
     * @param by who sees to it from now on, if nobody does yet
     */
    public record Move(UUID task, TaskStatus to, @Nullable StaffMember by, Instant at) {}
}
