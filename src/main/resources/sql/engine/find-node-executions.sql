-- what the nodes of one run did, in order
select seq, node_id, turn, kind, status, level, attempt, superseded, input, output, error, started_at, duration_us
from engine.node_executions
where run_id = :id
order by seq
