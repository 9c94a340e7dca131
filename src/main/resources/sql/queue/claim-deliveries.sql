-- take over what ended epochs left, this instance's own and those of others
update queue.delivery d
set owner = :owner,
    owner_epoch = :epoch,
    claims = claims + 1
from queue.instance i
where i.name = d.owner
and not d.dead
and d.owner_epoch < i.epoch
