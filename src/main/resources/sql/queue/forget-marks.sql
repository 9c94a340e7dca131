-- marks whose window is over
delete from queue.mark
where expires_at < cast(:now as timestamptz)
