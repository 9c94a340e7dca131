-- the results that were here before the call they belong to
delete from worktool.unmatched_result
where robot = :robot
  and message_id = :messageId
returning result
