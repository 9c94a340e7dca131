-- runs that are stored for the first time
insert into engine.flow_instances (id, flow_definition_id, flow_version, status, input, result, error, failed_node,
    session_id, sender, group_name, robot_id, rerun_of, received_at, started_at, finished_at)
select cast(id as uuid), flow, version, status, cast(input as json), cast(result as json), error, failed_node,
    session, sender, group_name, robot, cast(rerun_of as uuid), cast(received as timestamptz), cast(started as timestamptz),
    cast(finished as timestamptz)
from unnest(cast(:#ids as text[]), cast(:#flows as text[]), cast(:#versions as text[]), cast(:#statuses as text[]), cast(:#inputs as text[]), cast(:#results as text[]), cast(:#errors as text[]), cast(:#failedNodes as text[]),
    cast(:#sessions as text[]), cast(:#senders as text[]), cast(:#groups as text[]), cast(:#robots as text[]), cast(:#rerunsOf as text[]), cast(:#received as text[]), cast(:#started as text[]), cast(:#finished as text[]))
    as run (id, flow, version, status, input, result, error, failed_node, session, sender, group_name, robot, rerun_of, received, started, finished)
on conflict (id) do nothing
