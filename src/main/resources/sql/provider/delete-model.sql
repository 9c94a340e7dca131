-- a model that was declared through the API is gone
delete from provider.ai_models
where id = :id
