-- the oldest messages this instance should have in hand
select seq
from queue.delivery
where owner = :owner
and owner_epoch = :epoch
and not dead
and seq <= :upto
order by seq
limit :limit
