-- runs that fit, the newest first; a line that asks for something nobody asked for is left out
select id, flow_definition_id, flow_version, status, input, result, error, failed_node, rerun_of, received_at, started_at,
    finished_at
from engine.flow_instances
where true
and flow_definition_id = :flowId
and flow_version = :version
and status = any(cast(:status as text[]))
and started_at >= cast(:from as timestamptz)
and started_at < cast(:to as timestamptz)
and session_id = :sessionId
and sender = :sender
and group_name = :group
and robot_id = :robot
and error ilike :error
and failed_node = :failedNode
and rerun_of = cast(:rerunOf as uuid)
and (started_at, id) < (cast(:afterTime as timestamptz), cast(:afterId as uuid))
order by started_at desc, id desc
limit :limit
