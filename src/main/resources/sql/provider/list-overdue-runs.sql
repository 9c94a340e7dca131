-- runs in the background that nobody asked for until their time was over
select *
from provider.workflow_runs
where state in ('starting', 'running')
  and deadline < :now
order by deadline
limit 500
