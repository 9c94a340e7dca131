-- the next sealed keys of models, to seal them anew
select id, api_key_encrypted
from provider.ai_models
where id > :id
    and api_key_encrypted is not null
order by id
limit :limit
