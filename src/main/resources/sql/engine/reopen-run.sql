-- a run that has ended goes on
update engine.flow_instances
set status = 'running', error = null, failed_node = null, result = null, finished_at = null
where id = cast(:id as uuid)
and status in ('failed', 'cancelled', 'completed')
