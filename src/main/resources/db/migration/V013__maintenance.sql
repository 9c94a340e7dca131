-- tasks nobody has answered in time are told of once; models are asked whether they are well
alter table task.track_tasks add column told_in timestamptz;
alter table task.after_sales_tasks add column told_in timestamptz;

comment on column task.track_tasks.told_in is 'the round of the watch that told of it; nobody was told if null';
comment on column task.after_sales_tasks.told_in is 'the round of the watch that told of it; nobody was told if null';

create index after_sales_tasks_unanswered on task.after_sales_tasks (created_at) where status = 'pending';
create index track_tasks_told on task.track_tasks (told_in) where told_in is not null;
create index after_sales_tasks_told on task.after_sales_tasks (told_in) where told_in is not null;

create table provider.ai_model_health_checks (
    id            bigint      generated always as identity primary key,
    model_id      text        not null,
    status        text        not null check (status in ('healthy', 'degraded', 'down')),
    response_time bigint      not null,
    error_message text,
    checked_at    timestamptz not null
);

comment on column provider.ai_model_health_checks.model_id is 'the name that flows and programs use';
comment on column provider.ai_model_health_checks.response_time is 'milliseconds';

create index ai_model_health_checks_model on provider.ai_model_health_checks (model_id, checked_at desc);
create index ai_model_health_checks_checked on provider.ai_model_health_checks (checked_at);
