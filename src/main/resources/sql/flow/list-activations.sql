-- who put which version of a flow to work, and why; the newest first
select version, activated_at, activated_by, why
from flow.activation
where flow_id = :id
order by seq desc
limit :most
