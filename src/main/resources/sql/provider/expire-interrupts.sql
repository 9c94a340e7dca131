-- what nobody answered in time
update provider.workflow_interrupts
set state = 'expired'
where state = 'waiting'
  and expires_at <= :now
