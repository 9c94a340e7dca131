-- what turns wait for from now on; a turn that waits again keeps an event that it has not seen yet
insert into engine.waits (run_id, node_id, turn, due_at, event, match, signals, owner, owner_epoch)
select cast(run as uuid), node, turn, cast(due as timestamptz), event, cast(match as jsonb), cast(seen as integer), owner, cast(epoch as bigint)
from unnest(cast(:#runs as text[]), cast(:#nodes as text[]), cast(:#turns as text[]), cast(:#dues as text[]), cast(:#events as text[]), cast(:#matches as text[]), cast(:#seen as text[]), cast(:#owners as text[]), cast(:#epochs as text[]))
    as pause (run, node, turn, due, event, match, seen, owner, epoch)
on conflict (run_id, node_id, turn) do update
set due_at = case when waits.signals = excluded.signals then excluded.due_at else waits.due_at end,
    signal = case when waits.signals = excluded.signals then null else waits.signal end,
    event = excluded.event,
    match = excluded.match,
    owner = excluded.owner,
    owner_epoch = excluded.owner_epoch
