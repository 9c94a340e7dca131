-- other instances that have been silent for too long and were not given up yet
select name
from queue.instance
where name <> :name
and heartbeat_at > '-infinity'
and heartbeat_at < now() - make_interval(secs => :lease)
