-- what each model or each workflow did in a period
select name,
    count(*) as calls,
    count(*) filter (where response_status = 'success') as succeeded,
    count(*) filter (where response_status in ('error', 'timeout')) as failed,
    count(*) filter (where response_status = 'interrupted') as interrupted,
    sum(token_input) as token_input,
    sum(token_output) as token_output,
    sum(token_total) as token_total,
    avg(duration_ms) filter (where response_status = 'success') as average,
    percentile_cont(0.5) within group (order by duration_ms) filter (where response_status = 'success') as p50,
    percentile_cont(0.95) within group (order by duration_ms) filter (where response_status = 'success') as p95,
    percentile_cont(0.99) within group (order by duration_ms) filter (where response_status = 'success') as p99
from provider.calls
where kind = :kind
  and (cast(:name as text) is null or name = :name)
  and created_at >= :from
  and created_at < :to
group by name
