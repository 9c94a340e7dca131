-- other instances that have been silent for too long and still hold work
select name
from queue.instance
where name <> :name
and heartbeat_at < now() - make_interval(secs => :lease)
and exists (
    select 1
    from queue.delivery d
    where d.owner = instance.name
    and d.owner_epoch = instance.epoch
    and not d.dead)
