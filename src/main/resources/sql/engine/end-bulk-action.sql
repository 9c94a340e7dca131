-- nothing more is done
update engine.bulk_actions
set status = :status, more = :more, finished = cast(:now as timestamptz)
where id = cast(:id as uuid)
and status = 'running'
