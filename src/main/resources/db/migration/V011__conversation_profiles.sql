-- what is known about people and groups, and how a conversation stands
alter table conversation.sessions
    add column status_at timestamptz,
    add column context json,
    add constraint sessions_status check (status in ('active', 'waiting', 'resolved', 'closed'));

comment on column conversation.sessions.context is 'what the last run found out about it';

create table conversation.user_profiles (
    user_id            text        primary key,
    user_name          text        not null,
    company_name       text,
    satisfaction_score double precision,
    emotion            text        not null default 'neutral' check (emotion in ('positive', 'negative', 'neutral')),
    cooperation_level  text,
    complaint_count    integer     not null default 0,
    created_at         timestamptz not null,
    changed_at         timestamptz not null
);

create table conversation.groups (
    group_id   text        primary key,
    robot_id   text        not null,
    name       text        not null,
    remark     text        not null,
    room_type  text        not null,
    changed_at timestamptz not null
);

-- what runs made of a message: a fact is stored once, and counted when it is
create table conversation.impressions (
    id         uuid        primary key,
    session_id uuid        not null,
    user_id    text        not null,
    intent     text        not null,
    emotion    text        not null,
    created_at timestamptz not null
);

create index impressions_user on conversation.impressions (user_id, created_at desc);
