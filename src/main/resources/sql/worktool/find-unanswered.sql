-- the commands of a robot whose result is overdue, oldest first
select message_id, sent_at
from worktool.robot_commands
where robot = :robot
  and status = 'sent'
  and check_at <= :now
order by sent_at
