-- one interrupt by its id, whatever became of it
select *
from provider.workflow_interrupts
where id = :id
