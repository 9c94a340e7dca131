-- a run in the background by what the provider calls it
select *
from provider.workflow_runs
where workflow = :workflow
  and execute_id = :execute
