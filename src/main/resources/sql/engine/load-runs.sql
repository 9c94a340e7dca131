-- runs as they were committed last
select id, flow_definition_id, flow_version, status, input, result, error, received_at, started_at, rounds
from engine.flow_instances
where id = any(cast(:ids as uuid[]))
