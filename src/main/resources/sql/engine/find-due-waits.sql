-- what this hub has to wake soon
select run_id, due_at
from engine.waits
where owner = :owner
and owner_epoch = :epoch
and due_at <= cast(:horizon as timestamptz)
order by due_at
limit :limit
