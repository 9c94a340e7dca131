-- what is done again does not count any more
update engine.node_executions
set superseded = true
where run_id = cast(:id as uuid)
and seq = any(cast(:seqs as integer[]))
