-- this instance begins a new epoch
insert into queue.instance (name, epoch, heartbeat_at)
values (:name, 1, now())
on conflict (name) do update
set epoch = instance.epoch + 1,
    heartbeat_at = now()
returning epoch
