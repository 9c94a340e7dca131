-- one interrupt by what the provider calls it, whatever became of it
select *
from provider.workflow_interrupts
where workflow = :workflow
  and event_id = :event
