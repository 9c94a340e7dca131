-- something a member of the staff did in a chat
insert into task.staff_activities (id, robot_id, staff_id, activity_type, session_id, content, created_at)
select cast(:#id as uuid), :#robotId, :#staffId, :#activityType, cast(:#sessionId as uuid), :#content,
    cast(:#createdAt as timestamptz)
on conflict (id) do nothing
