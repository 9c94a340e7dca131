-- somebody answered in a group: what was asked of them before is done with
update task.track_tasks
set status = 'cancelled', changed_at = cast(:#at as timestamptz)
where group_id = :#groupId
and status in ('pending', 'reminded', 'overdue')
and auto_cancel
and (target_user_id in (:#userId, :#userName) or (target_user_id = '' and cast(:#everybody as boolean)))
and asked_by <> :#userId
and asked_at < cast(:#at as timestamptz)
