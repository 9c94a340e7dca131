-- what a person put in place of what a node would have seen
insert into engine.node_executions (run_id, seq, node_id, turn, kind, status, level, attempt, input, output, told, started_at, duration_us)
values (cast(:id as uuid), :seq, :node, :turn, 'edit', 'succeeded', 'INFO', 1, cast(:input as json), '{}', cast(:told as json), cast(:now as timestamptz), 0)
