-- end the epoch of one instance if it is still silent; waits for what it is just committing
with closed as (
    select pg_advisory_xact_lock(hashtext('serai'), hashtext(:name))
)
update queue.instance
set epoch = epoch + 1, heartbeat_at = '-infinity'
from closed
where name = :name
and heartbeat_at < now() - make_interval(secs => :lease)
