-- the newest
select id, action, filter, options, status, after, done, passed_over, failed, errors, more, requested, finished
from engine.bulk_actions
order by requested desc, id
limit :limit
