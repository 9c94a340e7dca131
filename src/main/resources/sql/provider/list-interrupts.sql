-- what can be answered now, the oldest first
select *
from provider.workflow_interrupts
where state = 'waiting'
  and expires_at > :now
order by created_at, id
limit :limit
