-- a dead letter is to be delivered again, by this instance
update queue.delivery d
set dead = false,
    attempts = 0,
    claims = claims + 1,
    owner = :owner,
    owner_epoch = :epoch
from queue.message m
where d.dead
and m.seq = d.seq
and m.id = cast(:id as uuid)
returning d.seq
