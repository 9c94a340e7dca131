-- one run
select id, flow_definition_id, flow_version, status, input, result, error, failed_node, rerun_of, received_at, started_at,
    finished_at
from engine.flow_instances
where id = :id
