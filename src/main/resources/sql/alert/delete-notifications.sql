-- notifications whose retention is over and that are done with, a bounded number at a time
delete from alert.notifications
where id in (
    select id
    from alert.notifications
    where created_at < :before
    and status in ('sent', 'failed', 'unknown')
    limit 5000)
