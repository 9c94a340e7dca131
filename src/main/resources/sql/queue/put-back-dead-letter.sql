-- a dead letter is to be delivered again, by this instance
update queue.delivery
set dead = false,
    attempts = 0,
    claims = claims + 1,
    owner = :owner,
    owner_epoch = :epoch
where dead
and seq = (select seq from queue.message where id = cast(:id as uuid))
returning seq
