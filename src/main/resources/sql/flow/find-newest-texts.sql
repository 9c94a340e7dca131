-- the text that came last for each flow
select distinct on (id) id, hash
from flow.flow_definitions
order by id, created_at desc, cast(string_to_array(version, '.') as integer[]) desc
