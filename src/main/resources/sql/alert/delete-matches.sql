-- matches of rules whose retention is over, a bounded number at a time
delete from alert.rule_matches
where key in (
    select key
    from alert.rule_matches
    where at < :before
    limit 5000)
