-- what the nodes of runs did that are forgotten
delete from engine.node_executions
where run_id = any(cast(:runs as uuid[]))
