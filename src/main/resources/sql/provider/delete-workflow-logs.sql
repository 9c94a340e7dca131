-- rows whose retention is over, a bounded number at a time
delete from provider.ai_workflow_logs
where id in (
    select id
    from provider.ai_workflow_logs
    where created_at < :before
    limit 5000)
