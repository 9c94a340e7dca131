-- commands of ours which a result belongs to and which have one already
select send_id, run_id, node_id, status
from worktool.robot_commands
where robot = :robot
  and message_id = :messageId
