-- interrupts whose retention is over, a bounded number at a time
delete from provider.workflow_interrupts
where id in (
    select id
    from provider.workflow_interrupts
    where created_at < :before
      and state <> 'waiting'
    limit 5000)
