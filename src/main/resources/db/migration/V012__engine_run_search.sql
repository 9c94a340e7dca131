-- what runs are searched by beside their flow, taken from what they began with; which run one does again; and from
-- which turn on a person had effects happen again
alter table engine.flow_instances
    add column session_id  text,
    add column sender      text,
    add column group_name  text,
    add column robot_id    text,
    add column failed_node text,
    add column rerun_of    uuid,
    add column rounds      integer[];

update engine.flow_instances
set session_id  = left(nullif(input ->> 'sessionId', ''), 200),
    sender      = left(coalesce(nullif(input -> 'message' ->> 'senderName', ''), nullif(input ->> 'userName', '')), 200),
    group_name  = left(nullif(input -> 'message' ->> 'groupName', ''), 200),
    robot_id    = left(nullif(input ->> 'robotId', ''), 200),
    failed_node = substring(error from '^Node ''([A-Za-z0-9_-]+)'' failed')
where position('\u0000' in cast(input as text)) = 0;

drop index engine.flow_instances_flow;
drop index engine.flow_instances_open;
drop index engine.flow_instances_failed;

-- each answers "the newest first" by itself; runs without a conversation cost those of the conversation nothing
create index flow_instances_newest on engine.flow_instances (started_at desc, id desc);
create index flow_instances_flow on engine.flow_instances (flow_definition_id, started_at desc, id desc);
create index flow_instances_status on engine.flow_instances (status, started_at desc, id desc) where status <> 'completed';
create index flow_instances_session on engine.flow_instances (session_id, started_at desc, id desc) where session_id is not null;
create index flow_instances_sender on engine.flow_instances (sender, started_at desc, id desc) where sender is not null;
create index flow_instances_group on engine.flow_instances (group_name, started_at desc, id desc) where group_name is not null;
create index flow_instances_robot on engine.flow_instances (robot_id, started_at desc, id desc) where robot_id is not null;
create index flow_instances_failed_node on engine.flow_instances (failed_node, started_at desc, id desc) where failed_node is not null;
create index flow_instances_error on engine.flow_instances (started_at desc, id desc) where error is not null;
create index flow_instances_rerun on engine.flow_instances (rerun_of) where rerun_of is not null;

-- what was asked for of many runs at once, and how far it has come; held by one hub in one of its epochs
create table engine.bulk_actions (
    id          uuid        primary key,
    action      text        not null check (action in ('cancel', 'retry', 'rerun')),
    filter      jsonb       not null,
    options     jsonb       not null,
    status      text        not null check (status in ('running', 'completed', 'stopped')),
    after       text,
    done        integer     not null default 0,
    passed_over integer     not null default 0,
    failed      integer     not null default 0,
    errors      jsonb       not null default '[]',
    more        boolean     not null default false,
    requested   timestamptz not null,
    finished    timestamptz,
    owner       text        not null,
    owner_epoch bigint      not null
);

create index bulk_actions_open on engine.bulk_actions (requested) where status = 'running';
