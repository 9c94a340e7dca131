-- what nodes did
insert into engine.node_executions (run_id, seq, node_id, turn, kind, status, level, attempt, input, output, told, error,
    started_at, duration_us)
select cast(run as uuid), cast(seq as integer), node, turn, kind, status, level, cast(attempt as integer),
    cast(input as json), cast(output as json), cast(told as json), error, cast(started as timestamptz),
    cast(duration as bigint)
from unnest(cast(:#runs as text[]), cast(:#seqs as text[]), cast(:#nodes as text[]), cast(:#turns as text[]), cast(:#kinds as text[]), cast(:#statuses as text[]), cast(:#levels as text[]), cast(:#attempts as text[]), cast(:#inputs as text[]), cast(:#outputs as text[]), cast(:#told as text[]), cast(:#errors as text[]),
    cast(:#started as text[]), cast(:#durations as text[]))
    as done (run, seq, node, turn, kind, status, level, attempt, input, output, told, error, started, duration)
on conflict (run_id, seq) do nothing
