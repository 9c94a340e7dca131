-- gives an open task another status, and its assignee if it has none; what is over stays over
update task.after_sales_tasks
set status = :#status,
    assignee_id = coalesce(assignee_id, cast(:#assigneeId as text)),
    assignee_name = coalesce(assignee_name, cast(:#assigneeName as text)),
    changed_at = cast(:#at as timestamptz)
where id = cast(:#id as uuid)
and status in ('pending', 'waiting_user_response', 'in_progress')
and status <> :#status
and changed_at <= cast(:#at as timestamptz)
