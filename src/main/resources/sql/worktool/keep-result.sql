-- keeps a result until the call it belongs to is written down; forgets those that nobody claimed
with forgotten as (
    delete from worktool.unmatched_result
    where received_at < :forgetBefore)
insert into worktool.unmatched_result (robot, message_id, result, received_at)
values (:robot, :messageId, cast(:result as jsonb), :now)
