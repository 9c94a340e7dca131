-- is this epoch still the one that may write
select count(*)
from queue.instance
where name = :name
and epoch = :epoch
