-- takes the next command of a robot for sending, if the caller still owns the robot's line;
-- a chat whose last command is doubtful waits until that is cleared up, so that its order is kept
with owner as (
    select robot
    from worktool.robot_lease
    where robot = :robot
      and epoch = :epoch
    for share),
next as (
    select id
    from worktool.robot_commands waiting
    where waiting.robot = (select robot from owner)
      and waiting.status = 'pending'
      and waiting.scheduled_at <= :now
      and not exists (
          select
          from worktool.robot_commands doubtful
          where doubtful.robot = waiting.robot
            and doubtful.target = waiting.target
            and doubtful.status = 'unknown')
    order by waiting.seq
    limit 1
    for update skip locked)
update worktool.robot_commands command
set status = 'sending',
    attempts = attempts + 1,
    sending_at = :now,
    checks = 0,
    check_at = null,
    error = null
from next
where command.id = next.id
returning command.id, command.send_id, command.payload, command.attempts, command.checks, command.sending_at
