-- the newest runs, of one flow or of all
select id, flow_definition_id, flow_version, status, input, result, error, received_at, started_at, finished_at
from engine.flow_instances
where (cast(:flow as text) is null or flow_definition_id = :flow)
order by id desc
limit :limit
