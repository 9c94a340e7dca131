-- occurrences whose retention is over, a bounded number at a time
delete from alert.occurrences
where key in (
    select key
    from alert.occurrences
    where at < :before
    limit 5000)
