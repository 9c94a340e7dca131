-- runs whose retention is over
delete from engine.flow_instances
where id = any(cast(:runs as uuid[]))
