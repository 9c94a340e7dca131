-- which version of each flow is at work, to see what other hubs have done
select id, version
from flow.flow_definitions
where status = 'active'
