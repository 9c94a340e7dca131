-- this instance is alive
update queue.instance
set heartbeat_at = now()
where name = :name
and epoch = :epoch
