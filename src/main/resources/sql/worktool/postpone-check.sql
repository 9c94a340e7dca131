-- a result was asked for in vain: ask again later, or leave it to a human
update worktool.robot_commands
set checks = checks + 1,
    check_at = case when checks + 1 < :limit then cast(:next as timestamptz) end,
    error = case when checks + 1 < :limit then error else 'unknown: WorkTool has reported no result.' end
where robot = :robot
  and status = 'sent'
  and check_at <= :now
