-- what is at work, with its text
select id, version, source, file, hash, created_at
from flow.flow_definitions
where status = 'active'
order by id
