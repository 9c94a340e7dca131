-- makes an alert critical; the first time counts
update alert.alert_history
set level = 'critical',
    escalated_at = coalesce(escalated_at, cast(:#at as timestamptz))
where id = cast(:#id as uuid)
