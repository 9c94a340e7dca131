-- takes the next notification for sending; nobody else gets it
with next as (
    select id
    from alert.notifications
    where status = 'pending'
      and next_at <= :now
    order by next_at
    limit 1
    for update skip locked)
update alert.notifications taken
set status = 'sending',
    attempts = attempts + 1,
    sending_at = :now
from next
where taken.id = next.id
returning taken.id, taken.alert_id, taken.channel, taken.recipient, taken.content, taken.attempts, taken.created_at
