-- models that are declared through the API; those of files and of the configuration are not here
create table provider.ai_models (
    id                text        primary key,
    name              text        not null,
    provider          text,
    model_id          text        not null,
    model_type        text        not null,
    capabilities      text[]      not null,
    is_active         boolean     not null,
    api_endpoint      text,
    api_key_encrypted text,
    config            jsonb       not null,
    created_at        timestamptz not null,
    updated_at        timestamptz not null
);

create index ai_models_name on provider.ai_models (name);

comment on column provider.ai_models.provider is 'what logs call the endpoint; null leaves it to the hub';
comment on column provider.ai_models.model_id is 'what the provider calls the model';
comment on column provider.ai_models.api_key_encrypted is 'sealed by the vault for this id';
comment on column provider.ai_model_health_checks.model_id is 'id of the declaration that was asked';
