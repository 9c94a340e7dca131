-- the newest calls of a model or workflow that failed
select id, name, provider, run_id, node_id, response_status, error_code, error_message, token_total, duration_ms,
    created_at
from provider.calls
where kind = :kind
  and name = :name
  and response_status in ('error', 'timeout')
order by created_at desc, id desc
limit :limit
