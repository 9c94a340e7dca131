-- hosted workflows that wait for somebody, and those that run in the background
create table provider.workflow_interrupts (
    id         uuid        primary key,
    event_id   text        not null,
    workflow   text        not null,
    execute_id text,
    type       int         not null,
    data       text        not null,
    question   text        not null,
    origin     text        not null check (origin in ('stream', 'sync', 'async')),
    resumes    int         not null,
    run_id     uuid,
    node_id    text,
    state      text        not null check (state in ('waiting', 'resumed', 'expired')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    taken_at   timestamptz,
    unique (workflow, event_id)
);

create index workflow_interrupts_waiting on provider.workflow_interrupts (created_at) where state = 'waiting';
create index workflow_interrupts_created on provider.workflow_interrupts (created_at);

create table provider.workflow_runs (
    id             uuid        primary key,
    workflow       text        not null,
    provider       text        not null,
    execute_id     text,
    effect_key     text        unique,
    run_id         uuid,
    node_id        text,
    request_params jsonb       not null,
    state          text        not null check (state in
        ('starting', 'running', 'interrupted', 'success', 'error', 'timeout', 'unknown')),
    created_at     timestamptz not null,
    deadline       timestamptz not null,
    unique (workflow, execute_id)
);

create index workflow_runs_overdue on provider.workflow_runs (deadline) where state in ('starting', 'running');
create index workflow_runs_created on provider.workflow_runs (created_at);
