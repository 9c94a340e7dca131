-- runs in the background whose retention is over, a bounded number at a time
delete from provider.workflow_runs
where id in (
    select id
    from provider.workflow_runs
    where created_at < :before
      and state not in ('starting', 'running')
    limit 5000)
