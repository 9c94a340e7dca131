-- rows whose retention is over, a bounded number at a time
delete from provider.ai_model_health_checks
where id in (
    select id
    from provider.ai_model_health_checks
    where checked_at < :before
    limit 5000)
