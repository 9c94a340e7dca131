-- leave keys behind and answer those which nobody had left before
insert into queue.mark (key, expires_at)
select key, expires_at
from unnest(cast(:keys as text[]), cast(:expiries as timestamptz[])) as claimed (key, expires_at)
order by key
on conflict (key) do update
set expires_at = excluded.expires_at
where mark.expires_at <= cast(:now as timestamptz)
returning key
