-- the calls of models or workflows that took longest in a period
select id, name, provider, run_id, node_id, response_status, error_code, error_message, token_total, duration_ms,
    created_at
from provider.calls
where kind = :kind
  and (cast(:name as text) is null or name = :name)
  and created_at >= :from
  and created_at < :to
order by duration_ms desc, id
limit :limit
