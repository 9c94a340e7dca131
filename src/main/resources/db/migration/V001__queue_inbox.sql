-- the durable inbox: what came in, and what is not dealt with yet and by whom
create schema queue;

-- one row per running hub; the epoch fences off a process that was thought dead
create table queue.instance (
    name         text        primary key,
    epoch        bigint      not null,
    heartbeat_at timestamptz not null
);

-- what came in: inserted once, never changed, kept until its retention ends
create table queue.message (
    seq         bigint      generated always as identity primary key,
    id          uuid        not null,
    channel     text        not null,
    address     text        not null,
    lane        text        not null,
    payload     text        not null,
    marks       text[],
    received_at timestamptz not null
);

create index message_age on queue.message using brin (received_at);

-- what is still to be dealt with: gone when it is done, dead when nothing more is tried
create table queue.delivery (
    seq         bigint      primary key,
    owner       text        not null,
    owner_epoch bigint      not null,
    claims      integer     not null default 0,
    attempts    integer     not null default 0,
    dead        boolean     not null default false,
    error       text,
    failed_at   timestamptz
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

create index delivery_dead on queue.delivery (seq) where dead;
