-- what became of a run in the background is known; the first one to know keeps the log
update provider.workflow_runs
set state = :state
where id = :id
  and state in ('starting', 'running')
