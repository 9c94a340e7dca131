-- every version of one flow, to see what other hubs have done
select id, version, status, source, file, hash, created_at
from flow.flow_definitions
where id = :id
order by created_at
