-- what the hub asked models and hosted workflows, what it cost and how it ended
create schema provider;

create table provider.ai_workflow_logs (
    id                 uuid        primary key,
    workflow_name      text        not null,
    provider           text        not null,
    run_id             uuid,
    node_id            text,
    request_params     jsonb       not null,
    response_status    text        not null check (response_status in ('success', 'error', 'interrupted', 'timeout')),
    token_input        bigint      not null,
    token_output       bigint      not null,
    token_total        bigint      not null,
    error_code         text,
    error_message      text,
    interrupt_event_id text,
    duration_ms        bigint      not null,
    created_at         timestamptz not null
);

create index ai_workflow_logs_workflow on provider.ai_workflow_logs (workflow_name, created_at);
create index ai_workflow_logs_status on provider.ai_workflow_logs (response_status);
create index ai_workflow_logs_created on provider.ai_workflow_logs (created_at);
create index ai_workflow_logs_run on provider.ai_workflow_logs (run_id) where run_id is not null;

create table provider.ai_io_logs (
    id              uuid        primary key,
    model_name      text        not null,
    provider        text        not null,
    model_id        text        not null,
    run_id          uuid,
    node_id         text,
    request_text    text        not null,
    response_text   text,
    response_status text        not null check (response_status in ('success', 'error', 'timeout')),
    token_input     bigint      not null,
    token_output    bigint      not null,
    token_total     bigint      not null,
    token_estimated boolean     not null,
    first_token_ms  bigint,
    duration_ms     bigint      not null,
    error_code      text,
    error_message   text,
    created_at      timestamptz not null
);

create index ai_io_logs_model on provider.ai_io_logs (model_name, created_at);
create index ai_io_logs_status on provider.ai_io_logs (response_status);
create index ai_io_logs_created on provider.ai_io_logs (created_at);
create index ai_io_logs_run on provider.ai_io_logs (run_id) where run_id is not null;
