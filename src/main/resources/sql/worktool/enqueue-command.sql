-- puts a command in line; passes over one whose key was taken before
insert into worktool.robot_commands (
    id, send_id, key, robot, type, target, payload, scheduled_at, run_id, node_id, created_at)
values (
    cast(:#id as uuid), :#sendId, :#key, :#robot, :#type, :#target, cast(:#payload as jsonb),
    cast(:#createdAt as timestamptz), cast(:#runId as uuid), :#nodeId, cast(:#createdAt as timestamptz))
on conflict do nothing
