-- how far it has come
select id, action, filter, options, status, after, done, passed_over, failed, errors, more, requested, finished
from engine.bulk_actions
where id = cast(:id as uuid)
