-- who said what, and in which conversation
create schema conversation;

create table conversation.sessions (
    id              uuid        primary key,
    robot_id        text        not null,
    session_type    text        not null,
    name            text        not null,
    status          text        not null default 'active',
    last_message_at timestamptz not null
);

create table conversation.messages (
    id           uuid        primary key,
    session_id   uuid        not null,
    robot_id     text        not null,
    message_id   text,
    group_name   text,
    sender_name  text,
    content      text        not null,
    raw_message  text,
    text_type    integer,
    at_me        boolean,
    received_at  timestamptz not null
);

create index messages_session on conversation.messages (session_id, received_at desc);

-- the turns of a conversation as a model is told them
create table conversation.session_messages (
    id         uuid        primary key,
    session_id uuid        not null,
    role       text        not null check (role in ('user', 'assistant')),
    content    text        not null,
    created_at timestamptz not null
);

create index session_messages_session on conversation.session_messages (session_id, created_at desc);
