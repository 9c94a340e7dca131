-- what a model or workflow, or all of them, have spent since a moment
select coalesce(sum(token_total), 0)
from provider.calls
where (cast(:name as text) is null or kind = :kind and name = :name)
  and created_at >= :since
