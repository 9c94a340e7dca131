-- the staff a robot knows; busy with a task is as good as set to busy, long silent as good as offline
select staff.id, staff.name, staff.role, staff.last_active_at,
    case
        when staff.last_active_at < :silentSince then 'offline'
        when staff.status = 'online' and exists (
            select 1
            from task.after_sales_tasks
            where after_sales_tasks.robot_id = staff.robot_id
            and after_sales_tasks.assignee_id = staff.id
            and after_sales_tasks.status = 'in_progress') then 'busy'
        else staff.status
    end as status
from task.staff
where staff.robot_id = :robot
order by staff.last_active_at desc, staff.id
limit :limit
