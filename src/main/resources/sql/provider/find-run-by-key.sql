-- a run in the background by the deed it is
select *
from provider.workflow_runs
where effect_key = :key
