-- how often each model or each workflow failed for which reason in a period
select name, coalesce(error_code, response_status) as code, count(*) as times
from provider.calls
where kind = :kind
  and (cast(:name as text) is null or name = :name)
  and response_status in ('error', 'timeout')
  and created_at >= :from
  and created_at < :to
group by name, code
order by times desc, code
