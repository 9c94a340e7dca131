-- the active version of a flow is active no more
update flow.flow_definitions
set status = 'inactive'
where id = :id
and status = 'active'
