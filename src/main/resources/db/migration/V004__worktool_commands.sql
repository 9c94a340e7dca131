-- what robots are asked to do and what came of it
create schema worktool;

create table worktool.robot_commands (
    seq          bigint generated always as identity,
    id           uuid        primary key,
    send_id      text        not null unique,
    key          text        not null unique,
    robot        text        not null,
    type         integer     not null,
    target       text        not null,
    payload      jsonb       not null,
    status       text        not null default 'pending' check (status in (
        'pending', 'sending', 'sent', 'succeeded', 'partial', 'failed', 'unknown', 'cancelled')),
    scheduled_at timestamptz not null,
    attempts     integer     not null default 0,
    message_id   text,
    result       jsonb,
    error        text,
    run_id       uuid,
    node_id      text,
    checks       integer     not null default 0,
    check_at     timestamptz,
    created_at   timestamptz not null,
    sending_at   timestamptz,
    sent_at      timestamptz,
    finished_at  timestamptz
);

comment on column worktool.robot_commands.seq is 'the order in which commands were put in line';
comment on column worktool.robot_commands.key is 'the wish behind the command; a second one with the same key is not taken';
comment on column worktool.robot_commands.payload is 'the command as WorkTool spells it';
comment on column worktool.robot_commands.checks is 'looks taken so far: for the call while unknown, for the result while sent';
comment on column worktool.robot_commands.check_at is 'when to look next';
comment on column worktool.robot_commands.sending_at is 'when it was last handed to WorkTool';

create index robot_commands_line on worktool.robot_commands (robot, seq) where status = 'pending';
create index robot_commands_open on worktool.robot_commands (robot, target) where status in ('sending', 'unknown');
create index robot_commands_check on worktool.robot_commands (robot, check_at) where check_at is not null;
create index robot_commands_message on worktool.robot_commands (message_id) where message_id is not null;
create index robot_commands_run on worktool.robot_commands (run_id) where run_id is not null;
create index robot_commands_sending on worktool.robot_commands (sending_at);

-- who works a robot's line; the number goes up with each new owner, so that an old one is recognised
create table worktool.robot_lease (
    robot text   primary key,
    epoch bigint not null
);

-- results that came before the call they belong to was written down
create table worktool.unmatched_result (
    seq         bigint generated always as identity primary key,
    robot       text        not null,
    message_id  text        not null,
    result      jsonb       not null,
    received_at timestamptz not null
);

create index unmatched_result_message on worktool.unmatched_result (message_id);
create index unmatched_result_age on worktool.unmatched_result (received_at);

-- what WorkTool reported about a robot, as it came
create table worktool.robot_event (
    id          uuid        primary key,
    robot       text        not null,
    type        text        not null,
    body        text        not null,
    received_at timestamptz not null
);

create index robot_event_robot on worktool.robot_event (robot, received_at);
