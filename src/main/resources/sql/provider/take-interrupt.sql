-- an interrupt is answered: whoever gets the row back is the only one
update provider.workflow_interrupts
set state = 'resumed',
    taken_at = :now
where workflow = :workflow
  and event_id = :event
  and state = 'waiting'
  and expires_at > :now
  and resumes < :most
returning *
