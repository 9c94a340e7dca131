-- a run in the background that waited for somebody has come to another end
update provider.workflow_runs
set state = :state
where workflow = :workflow
  and execute_id = :execute
  and state = 'interrupted'
