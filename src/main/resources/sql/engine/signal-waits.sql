-- an event reaches those that wait for it
update engine.waits
set signal = cast(:payload as jsonb), signals = signals + 1, due_at = cast(:now as timestamptz)
where event = :event
and signal is null
and cast(:payload as jsonb) @> match
returning run_id, owner, owner_epoch
