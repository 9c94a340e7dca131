-- declares a model; one that is there already is left alone
insert into provider.ai_models
    (id, name, provider, model_id, model_type, capabilities, is_active, api_endpoint, api_key_encrypted, config,
     created_at, updated_at)
values
    (:id, :name, :provider, :modelId, :modelType,
     array(select jsonb_array_elements_text(cast(:capabilities as jsonb))), :active, :endpoint, :key,
     cast(:config as jsonb), :at, :at)
on conflict (id) do nothing
