-- the version with the highest number
select version
from flow.flow_definitions
where id = :id
order by cast(string_to_array(version, '.') as integer[]) desc
limit 1
