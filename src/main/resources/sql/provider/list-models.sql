-- all models declared through the API
select id, name, provider, model_id, model_type, to_json(capabilities) as capabilities, is_active, api_endpoint,
    api_key_encrypted, config
from provider.ai_models
order by id
