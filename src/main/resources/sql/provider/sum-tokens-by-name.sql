-- what each model or each workflow has spent since a moment
select name, sum(token_total) as tokens
from provider.calls
where kind = :kind
  and (cast(:name as text) is null or name = :name)
  and created_at >= :since
group by name
order by tokens desc, name
