-- which of these keys did an earlier message leave behind
select key
from queue.mark
where key = any(cast(:keys as text[]))
and expires_at > cast(:now as timestamptz)
