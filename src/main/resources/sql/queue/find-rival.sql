-- is another process of this name alive
select count(*)
from queue.instance
where name = :name
and epoch > :epoch
and heartbeat_at > now() - make_interval(secs => :lease)
