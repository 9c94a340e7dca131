-- the version made of this very text
select version
from flow.flow_definitions
where id = :id
and hash = :hash
order by created_at
limit 1
