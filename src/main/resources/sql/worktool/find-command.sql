-- one command as it stands now
select send_id, robot, type, target, status, attempts, message_id, result, error, run_id, node_id, created_at
from worktool.robot_commands
where send_id = :sendId
