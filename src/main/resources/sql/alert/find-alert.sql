-- the alert this one repeats
select id
from alert.alert_history
where fingerprint = :fingerprint
  and raised_at > :since
order by raised_at desc
limit 1
