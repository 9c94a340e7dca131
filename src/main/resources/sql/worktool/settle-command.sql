-- records how one attempt ended; an attempt that was followed by another has nothing to say any more,
-- but that a call was taken is true even after somebody had decided otherwise
update worktool.robot_commands
set status = :status,
    message_id = :messageId,
    error = :error,
    checks = :checks,
    check_at = :checkAt,
    sent_at = case when :status = 'sent' then cast(:now as timestamptz) else sent_at end,
    finished_at = case when :status = 'failed' then cast(:now as timestamptz) end
where id = :id
  and attempts = :attempts
  and (status in ('sending', 'unknown') or (status = 'pending' and :status = 'sent'))
returning send_id, run_id, node_id, status
