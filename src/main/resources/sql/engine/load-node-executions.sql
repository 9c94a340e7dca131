-- what the nodes of runs did, each run's in order
select run_id, seq, node_id, turn, superseded, kind, status, level, attempt, output, told, error, started_at, duration_us
from engine.node_executions
where run_id = any(cast(:ids as uuid[]))
order by run_id, seq
