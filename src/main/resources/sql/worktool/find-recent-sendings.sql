-- the calls of the last minute, which still count against the limit after a restart
select sending_at
from worktool.robot_commands
where sending_at > :since
order by sending_at
