-- what could not be dealt with, newest first
select m.seq, m.id, m.channel, m.address, m.lane, m.payload, m.received_at, d.attempts, d.error, d.failed_at
from queue.delivery d
join queue.message m on m.seq = d.seq
where d.dead
order by d.seq desc
limit :limit
