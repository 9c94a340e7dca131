-- alerts whose retention is over, a bounded number at a time
delete from alert.alert_history
where id in (
    select id
    from alert.alert_history
    where raised_at < :before
    limit 5000)
