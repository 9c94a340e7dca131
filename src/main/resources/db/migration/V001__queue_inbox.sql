-- the durable inbox: what came in and is not dealt with yet, and who deals with it
create schema queue;

create table queue.instance (
    name         text        primary key,
    epoch        bigint      not null,
    heartbeat_at timestamptz not null
);

create table queue.message (
    seq         bigint generated always as identity primary key,
    id          uuid        not null unique,
    channel     text        not null,
    address     text        not null,
    lane        text        not null,
    payload     text        not null,
    status      text        not null default 'accepted' check (status in ('accepted', 'done', 'dead')),
    owner       text        not null,
    owner_epoch bigint      not null,
    attempts    integer     not null default 0,
    error       text,
    received_at timestamptz not null,
    done_at     timestamptz
);

create index message_open on queue.message (seq) where status = 'accepted';
create index message_dead on queue.message (seq) where status = 'dead';
create index message_done on queue.message (done_at) where status = 'done';

create table queue.mark (
    key        text        primary key,
    expires_at timestamptz not null
);

create index mark_expiry on queue.mark (expires_at);
