-- when a robot's line has to look something up next: doubtful calls, missing results
select min(check_at) filter (where status = 'unknown') as call,
       min(check_at) filter (where status = 'sent') as result
from worktool.robot_commands
where robot = :robot
  and check_at is not null
