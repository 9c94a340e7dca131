-- how the calls of a model or workflow, or of all, ended since a moment
select count(*) as calls,
    count(*) filter (where response_status in ('error', 'timeout')) as failed,
    count(*) filter (where response_status = 'success') as answered,
    percentile_cont(0.95) within group (order by duration_ms) filter (where response_status = 'success') as p95
from provider.calls
where (cast(:name as text) is null or kind = :kind and name = :name)
  and created_at >= :since
