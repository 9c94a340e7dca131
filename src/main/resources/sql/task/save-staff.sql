-- somebody of the staff has been seen; who was set to busy stays so
insert into task.staff (robot_id, id, name, role, status, last_active_at)
select :#robotId, :#id, :#name, :#role, :#status, cast(:#at as timestamptz)
on conflict (robot_id, id) do update
set name = excluded.name,
    role = excluded.role,
    status = case when staff.status = 'busy' then staff.status else excluded.status end,
    last_active_at = excluded.last_active_at
where staff.last_active_at <= excluded.last_active_at
