-- the provider has told what it calls a run in the background
update provider.workflow_runs
set state = 'running',
    execute_id = :execute
where id = :id
  and state = 'starting'
