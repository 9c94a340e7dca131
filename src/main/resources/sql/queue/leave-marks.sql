-- leave keys behind for later copies to find
insert into queue.mark (key, expires_at)
select key, expires_at
from unnest(cast(:keys as text[]), cast(:expiries as timestamptz[])) as left_behind (key, expires_at)
order by key
on conflict (key) do update
set expires_at = excluded.expires_at
