-- records what the robot reported, once
update worktool.robot_commands
set status = :status,
    result = cast(:result as jsonb),
    error = :error,
    check_at = null,
    finished_at = :now
where robot = :robot
  and message_id = :messageId
  and status = 'sent'
returning send_id, run_id, node_id, status
