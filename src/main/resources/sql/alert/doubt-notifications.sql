-- what a process that died was sending; perhaps it was told, so it is not told again
update alert.notifications
set status = 'unknown',
    error = 'the process ended while it was sent'
where status = 'sending'
  and sending_at < :since
returning id
