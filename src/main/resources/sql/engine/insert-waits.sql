-- what turns wait for from now on; an event that came while a turn was about to wait anew is not lost
insert into engine.waits (run_id, node_id, turn, due_at, event, match, owner, owner_epoch)
select cast(run as uuid), node, turn, cast(due as timestamptz), event, cast(match as jsonb), owner, cast(epoch as bigint)
from unnest(cast(:#runs as text[]), cast(:#nodes as text[]), cast(:#turns as text[]), cast(:#dues as text[]), cast(:#events as text[]), cast(:#matches as text[]), cast(:#owners as text[]), cast(:#epochs as text[]))
    as pause (run, node, turn, due, event, match, owner, epoch)
on conflict (run_id, node_id, turn) do update
set due_at = case when waits.signal is null then excluded.due_at else waits.due_at end,
    event = excluded.event,
    match = excluded.match,
    owner = excluded.owner,
    owner_epoch = excluded.owner_epoch
