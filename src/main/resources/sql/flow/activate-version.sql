-- put a version to work
update flow.flow_definitions
set status = 'active'
where id = :id
and version = :version
