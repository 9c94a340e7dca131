-- the answer did not reach the provider: somebody may answer again
update provider.workflow_interrupts
set state = 'waiting',
    taken_at = null
where id = :id
  and state = 'resumed'
