-- statistics of calls from indexes, limits that are watched, and alerts that no run has raised
drop index provider.ai_workflow_logs_workflow;
create index ai_workflow_logs_workflow on provider.ai_workflow_logs (workflow_name, created_at)
    include (response_status, duration_ms, token_input, token_output, token_total);
create index ai_workflow_logs_failed on provider.ai_workflow_logs (workflow_name, created_at)
    where response_status in ('error', 'timeout');

drop index provider.ai_io_logs_model;
create index ai_io_logs_model on provider.ai_io_logs (model_name, created_at)
    include (response_status, duration_ms, token_input, token_output, token_total);
create index ai_io_logs_failed on provider.ai_io_logs (model_name, created_at)
    where response_status in ('error', 'timeout');

create view provider.calls as
select id, 'workflow' as kind, workflow_name as name, provider, run_id, node_id, response_status, token_input,
    token_output, token_total, duration_ms, error_code, error_message, created_at
from provider.ai_workflow_logs
union all
select id, 'model', model_name, provider, run_id, node_id, response_status, token_input,
    token_output, token_total, duration_ms, error_code, error_message, created_at
from provider.ai_io_logs;

comment on view provider.calls is 'finished calls of models and workflows, with what they have in common';

create table provider.threshold_states (
    kind       text             not null check (kind in ('model', 'workflow', 'total')),
    name       text             not null,
    threshold  text             not null,
    over       boolean          not null,
    value      double precision not null,
    changed_at timestamptz      not null,
    primary key (kind, name, threshold)
);

comment on table provider.threshold_states is 'what was last told of a threshold; one that was never reached is not here';

alter table alert.occurrences alter column run_id drop not null;
