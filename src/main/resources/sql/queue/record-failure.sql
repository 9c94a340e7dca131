-- a delivery failed
update queue.delivery
set attempts = :attempt,
    error = :error,
    failed_at = cast(:now as timestamptz),
    dead = :dead
where seq = :seq
