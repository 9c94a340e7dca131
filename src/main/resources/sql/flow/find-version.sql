-- one version, with its text
select id, version, source, file, hash, created_at
from flow.flow_definitions
where id = :id
and version = :version
