-- every version there is
select id, version, status, source, file, hash, created_at
from flow.flow_definitions
order by id, created_at
