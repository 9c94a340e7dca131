-- the open tasks of a chat, newest first
select id, task_type, session_id, customer_id, customer_name, assignee_id, assignee_name, status, changed_at
from task.after_sales_tasks
where session_id = :session
and status in ('pending', 'waiting_user_response', 'in_progress')
order by created_at desc, id desc
limit :limit
