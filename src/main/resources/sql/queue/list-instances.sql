-- all hubs that have not been given up for dead
select name, epoch
from queue.instance
