-- a node may run more than once in a run: in each iteration of a loop, and each time a cycle comes round
alter table engine.node_executions add column turn text not null default '';
-- what a person had done again does not count any more
alter table engine.node_executions add column superseded boolean not null default false;
alter table engine.node_executions drop constraint node_executions_status_check;
alter table engine.node_executions add constraint node_executions_status_check
    check (status in ('begun', 'waiting', 'succeeded', 'failed'));

-- what waiting runs wait for: a moment, an event, or whichever comes first; held by one hub in one of its epochs
create table engine.waits (
    run_id      uuid        not null,
    node_id     text        not null,
    turn        text        not null,
    due_at      timestamptz,
    event       text,
    match       jsonb,
    signal      jsonb,
    signals     integer     not null default 0,
    owner       text        not null,
    owner_epoch bigint      not null,
    primary key (run_id, node_id, turn)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

create index waits_due on engine.waits (owner, owner_epoch, due_at) where due_at is not null;
create index waits_event on engine.waits (event) where event is not null;
