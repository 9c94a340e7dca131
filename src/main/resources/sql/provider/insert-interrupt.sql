-- keeps what a workflow waits for; one that is known already is left alone
insert into provider.workflow_interrupts
    (id, event_id, workflow, execute_id, type, data, question, origin, resumes, run_id, node_id, state, created_at,
     expires_at)
select :id, :event, :workflow, :execute, :type, :data, :question, :origin, greatest(:resumes, count(*)), :run, :node,
    'waiting', :now, :expires
from provider.workflow_interrupts earlier
where earlier.workflow = :workflow
  and earlier.execute_id = :execute
  and earlier.state = 'resumed'
on conflict (workflow, event_id) do nothing
