-- the versions of a flow, the highest number first, without their texts
select id, version, status, name, trigger_type, file, created_at, created_by, note
from flow.flow_definitions
where id = :id
and (cast(:below as text) is null
    or cast(string_to_array(version, '.') as integer[]) < cast(string_to_array(cast(:below as text), '.') as integer[]))
order by cast(string_to_array(version, '.') as integer[]) desc
limit :most
