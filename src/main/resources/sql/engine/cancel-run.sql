-- a run that has not ended ends here
update engine.flow_instances
set status = 'cancelled', error = :why, finished_at = cast(:now as timestamptz)
where id = cast(:id as uuid)
and status in ('running', 'waiting')
