-- the tasks nobody has answered in time, for one round of the watch; the same round takes the same ones again
with late as (
    update task.track_tasks
    set status = 'overdue',
        changed_at = case when told_in is null then :now else changed_at end,
        told_in = :round
    where id in (
        select id
        from task.track_tasks
        where (told_in is null and status in ('pending', 'reminded') and deadline <= :now)
        or (told_in = :round and status = 'overdue')
        order by deadline, id
        limit :limit
        for update skip locked)
    returning id, robot_id, target_user_id, requirement, priority, deadline
), unanswered as (
    update task.after_sales_tasks
    set told_in = :round
    where id in (
        select id
        from task.after_sales_tasks
        where status = 'pending'
        and ((told_in is null and created_at <= :unansweredSince) or told_in = :round)
        order by created_at, id
        limit :limit
        for update skip locked)
    returning id, robot_id, customer_name, assignee_name, subject, created_at
)
select 'track' as kind, id, robot_id, target_user_id as responsible, requirement as subject, priority, deadline as due
from late
union all
select 'after_sales', id, robot_id, coalesce(assignee_name, ''), customer_name || '：' || subject, 'warning', created_at
from unanswered
order by due, id
