-- whether a robot has anything to send now
select exists (
    select
    from worktool.robot_commands waiting
    where waiting.robot = :robot
      and waiting.status = 'pending'
      and waiting.scheduled_at <= :now
      and not exists (
          select
          from worktool.robot_commands doubtful
          where doubtful.robot = waiting.robot
            and doubtful.target = waiting.target
            and doubtful.status = 'unknown'))
