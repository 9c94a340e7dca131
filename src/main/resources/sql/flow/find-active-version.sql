-- which version of a flow is at work, to see what other hubs have done
select version
from flow.flow_definitions
where id = :id
and status = 'active'
