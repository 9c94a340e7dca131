-- declares a model anew; without a new key it keeps the one it has
update provider.ai_models
set name = :name,
    provider = :provider,
    model_id = :modelId,
    model_type = :modelType,
    capabilities = array(select jsonb_array_elements_text(cast(:capabilities as jsonb))),
    is_active = :active,
    api_endpoint = :endpoint,
    api_key_encrypted = case when :keepKey then api_key_encrypted else :key end,
    config = cast(:config as jsonb),
    updated_at = :at
where id = :id
