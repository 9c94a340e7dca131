-- runs of flows and what each of their nodes did
create schema engine;

create table engine.flow_instances (
    id                 uuid        primary key,
    flow_definition_id text        not null,
    flow_version       text        not null,
    status             text        not null check (status in ('running', 'waiting', 'completed', 'failed', 'cancelled')),
    input              json        not null,
    result             json,
    error              text,
    received_at        timestamptz not null,
    started_at         timestamptz not null,
    finished_at        timestamptz
);

create index flow_instances_flow on engine.flow_instances (flow_definition_id, id desc);
create index flow_instances_open on engine.flow_instances (id) where status in ('running', 'waiting');
create index flow_instances_failed on engine.flow_instances (id desc) where status = 'failed';

-- one row for each execution of a node; the outputs are also the checkpoint a run goes on from
create table engine.node_executions (
    run_id      uuid        not null,
    seq         integer     not null,
    node_id     text        not null,
    kind        text        not null,
    status      text        not null check (status in ('begun', 'succeeded', 'failed')),
    level       text        not null check (level in ('FATAL', 'ERROR', 'WARNING', 'INFO')),
    attempt     integer     not null,
    input       json        not null,
    output      json        not null,
    told        json,
    error       text,
    started_at  timestamptz not null,
    duration_us bigint      not null,
    primary key (run_id, seq)
);

create index node_executions_age on engine.node_executions using brin (started_at);
