-- the next messages of this instance after a point, in the order they came
select m.seq, m.id, m.channel, m.address, m.lane, m.payload, m.received_at, d.claims, d.attempts
from queue.delivery d
join queue.message m on m.seq = d.seq
where d.owner = :owner
and d.owner_epoch = :epoch
and not d.dead
and d.seq > :after
order by d.seq
limit :limit
