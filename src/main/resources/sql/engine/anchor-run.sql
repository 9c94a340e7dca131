-- by this row the hub finds a run that is to go on
insert into engine.waits (run_id, node_id, turn, due_at, owner, owner_epoch)
values (cast(:id as uuid), '', 'again', cast(:now as timestamptz), :owner, :epoch)
on conflict (run_id, node_id, turn) do update
set due_at = excluded.due_at, owner = excluded.owner, owner_epoch = excluded.owner_epoch
