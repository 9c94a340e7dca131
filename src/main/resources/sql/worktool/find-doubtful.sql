-- the doubtful commands of a robot whose call is to be looked up now
select id, send_id, payload, attempts, checks, sending_at
from worktool.robot_commands
where robot = :robot
  and status = 'unknown'
  and check_at <= :now
order by seq
