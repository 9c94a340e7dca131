-- what nodes did
insert into engine.node_executions (run_id, seq, node_id, kind, status, level, attempt, input, output, told, error,
    started_at, duration_us)
select cast(run as uuid), cast(seq as integer), node, kind, status, level, cast(attempt as integer),
    cast(input as json), cast(output as json), cast(told as json), error, cast(started as timestamptz),
    cast(duration as bigint)
from unnest(:#runs, :#seqs, :#nodes, :#kinds, :#statuses, :#levels, :#attempts, :#inputs, :#outputs, :#told, :#errors,
    :#started, :#durations)
    as turn (run, seq, node, kind, status, level, attempt, input, output, told, error, started, duration)
on conflict (run_id, seq) do nothing
