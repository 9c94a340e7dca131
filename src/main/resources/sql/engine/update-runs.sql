-- how far runs have come that are stored already
update engine.flow_instances
set status = run.status,
    result = cast(run.result as json),
    error = run.error,
    finished_at = cast(run.finished as timestamptz)
from unnest(:#ids, :#statuses, :#results, :#errors, :#finished) as run (id, status, result, error, finished)
where flow_instances.id = cast(run.id as uuid)
