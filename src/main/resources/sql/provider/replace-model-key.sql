-- the same key of a model, sealed anew; one that was changed meanwhile is left alone
update provider.ai_models
set api_key_encrypted = :sealed
where id = :id
    and api_key_encrypted = :old
