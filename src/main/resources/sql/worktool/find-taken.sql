-- which of these calls already belong to a command of ours
select message_id
from worktool.robot_commands
where message_id = any(:messageIds)
