-- what runs wait for
select run_id, node_id, turn, due_at, signal, signals
from engine.waits
where run_id = any(cast(:ids as uuid[]))
