-- runs that ended before a moment, a bounded number at a time; nobody has them go on meanwhile
select id
from engine.flow_instances
where started_at < cast(:before as timestamptz)
and finished_at < cast(:before as timestamptz)
and status in ('completed', 'failed', 'cancelled')
order by started_at
limit :limit
for update skip locked
