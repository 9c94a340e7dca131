-- how an attempt ended
update alert.notifications
set status = :status,
    next_at = :nextAt,
    error = :error,
    sent_at = case when :status = 'sent' then :now end
where id = :id
  and status = 'sending'
