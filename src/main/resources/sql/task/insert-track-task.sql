-- something operation wants done
insert into task.track_tasks (id, robot_id, group_id, target_user_id, requirement, priority, asked_by, asked_at, deadline,
    auto_cancel, changed_at)
select cast(:#id as uuid), :#robotId, :#groupId, :#targetUserId, :#requirement, :#priority, :#askedBy,
    cast(:#askedAt as timestamptz), cast(:#deadline as timestamptz), cast(:#autoCancel as boolean),
    cast(:#askedAt as timestamptz)
on conflict (id) do nothing
