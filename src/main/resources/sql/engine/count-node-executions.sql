-- how far the nodes of runs have come
select run_id, count(*) as executions, count(*) filter (where superseded) as superseded
from engine.node_executions
where run_id = any(cast(:ids as uuid[]))
group by run_id
