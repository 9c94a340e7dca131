-- different after each change of the models declared through the API
select count(*) || ' ' || coalesce(max(updated_at)::text, '') as state
from provider.ai_models
