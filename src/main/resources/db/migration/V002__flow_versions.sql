-- every version of every flow, as its author wrote it
create schema flow;

create table flow.flow_definitions (
    id           text        not null,
    version      text        not null,
    status       text        not null check (status in ('draft', 'active', 'inactive')),
    name         text        not null,
    trigger_type text        not null,
    source       text        not null,
    file         text        not null,
    hash         text        not null,
    created_at   timestamptz not null,
    created_by   text        not null,
    note         text        not null,
    primary key (id, version)
);

create unique index flow_definitions_active on flow.flow_definitions (id) where status = 'active';

-- who put which version to work, and why; only ever added to
create table flow.activation (
    seq          bigint      generated always as identity primary key,
    flow_id      text        not null,
    version      text,
    activated_at timestamptz not null,
    activated_by text        not null,
    why          text        not null
);

create index activation_flow on flow.activation (flow_id, seq desc);
