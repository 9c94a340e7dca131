-- a group is known by this name and remark
insert into conversation.groups (group_id, robot_id, name, remark, room_type, changed_at)
select :#groupId, :#robotId, :#name, :#remark, :#roomType, cast(:#at as timestamptz)
on conflict (group_id) do update
set name = excluded.name,
    remark = excluded.remark,
    room_type = excluded.room_type,
    changed_at = excluded.changed_at
where groups.changed_at <= excluded.changed_at
