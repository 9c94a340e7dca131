-- somebody has seen to an alert; the first one counts
update alert.alert_history
set acknowledged_at = :at,
    acknowledged_by = :by
where id = :id
  and acknowledged_at is null
