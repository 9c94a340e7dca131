-- runs that are stored for the first time
insert into engine.flow_instances (id, flow_definition_id, flow_version, status, input, result, error, received_at,
    started_at, finished_at)
select cast(id as uuid), flow, version, status, cast(input as json), cast(result as json), error,
    cast(received as timestamptz), cast(started as timestamptz), cast(finished as timestamptz)
from unnest(cast(:#ids as text[]), cast(:#flows as text[]), cast(:#versions as text[]), cast(:#statuses as text[]), cast(:#inputs as text[]), cast(:#results as text[]), cast(:#errors as text[]), cast(:#received as text[]), cast(:#started as text[]), cast(:#finished as text[]))
    as run (id, flow, version, status, input, result, error, received, started, finished)
on conflict (id) do nothing
