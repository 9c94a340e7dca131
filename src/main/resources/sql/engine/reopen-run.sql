-- a run that failed or was cancelled goes on
update engine.flow_instances
set status = 'running', error = null, result = null, finished_at = null
where id = cast(:id as uuid)
and status in ('failed', 'cancelled', 'completed')
