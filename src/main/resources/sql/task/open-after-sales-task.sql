-- opens an after-sales task, unless the customer has an open one in this chat
insert into task.after_sales_tasks (id, task_type, robot_id, session_id, customer_id, customer_name, subject, status,
    created_at, changed_at)
select cast(:#id as uuid), :#taskType, :#robotId, cast(:#sessionId as uuid), :#customerId, :#customerName, :#subject,
    'pending', cast(:#at as timestamptz), cast(:#at as timestamptz)
on conflict do nothing
