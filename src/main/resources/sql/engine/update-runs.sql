-- how far runs have come that are stored already
update engine.flow_instances
set status = run.status,
    result = cast(run.result as json),
    error = run.error,
    failed_node = run.failed_node,
    finished_at = cast(run.finished as timestamptz)
from unnest(cast(:#ids as text[]), cast(:#statuses as text[]), cast(:#results as text[]), cast(:#errors as text[]), cast(:#failedNodes as text[]), cast(:#finished as text[])) as run (id, status, result, error, failed_node, finished)
where flow_instances.id = cast(run.id as uuid)
and flow_instances.status <> 'cancelled'
