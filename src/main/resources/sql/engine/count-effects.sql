-- which nodes of these runs did something, and in how many runs
select node_id, kind, count(distinct run_id) as runs
from engine.node_executions
where run_id = any(cast(:runs as uuid[]))
and status = any(cast(:statuses as text[]))
and not superseded
group by node_id, kind
order by node_id, kind
