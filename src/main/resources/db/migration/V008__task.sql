-- people who work in the chats, and what they are to do
create schema task;

create table task.staff (
    robot_id       text        not null,
    id             text        not null,
    name           text        not null,
    role           text        not null,
    status         text        not null check (status in ('online', 'busy', 'offline')),
    last_active_at timestamptz not null,
    primary key (robot_id, id)
);

comment on column task.staff.robot_id is 'WorkTool gives names, not ids: the same person is known to each robot apart';
comment on column task.staff.status is 'as it was last told; who has been silent for long counts as offline';

create table task.staff_activities (
    id            uuid        primary key,
    robot_id      text        not null,
    staff_id      text        not null,
    activity_type text        not null check (activity_type in ('message', 'response', 'completion')),
    session_id    uuid        not null,
    content       text        not null,
    created_at    timestamptz not null
);

create index staff_activities_staff on task.staff_activities (robot_id, staff_id, created_at desc);
create index staff_activities_session on task.staff_activities (session_id, created_at desc);

create table task.after_sales_tasks (
    id            uuid        primary key,
    task_type     text        not null,
    robot_id      text        not null,
    session_id    uuid        not null,
    customer_id   text        not null,
    customer_name text        not null,
    subject       text        not null,
    assignee_id   text,
    assignee_name text,
    status        text        not null check (status in (
        'pending', 'waiting_user_response', 'in_progress', 'completed', 'cancelled')),
    created_at    timestamptz not null,
    changed_at    timestamptz not null
);

comment on column task.after_sales_tasks.changed_at is 'since when it has had its status';

-- a customer has one open task in a chat
create unique index after_sales_tasks_open on task.after_sales_tasks (session_id, customer_id)
    where status in ('pending', 'waiting_user_response', 'in_progress');
create index after_sales_tasks_busy on task.after_sales_tasks (robot_id, assignee_id) where status = 'in_progress';

-- what operation wants done, by whom and until when
create table task.track_tasks (
    id             uuid        primary key,
    robot_id       text        not null,
    group_id       text        not null,
    target_user_id text        not null,
    requirement    text        not null,
    priority       text        not null check (priority in ('critical', 'warning', 'info')),
    asked_by       text        not null,
    asked_at       timestamptz not null,
    deadline       timestamptz not null,
    auto_cancel    boolean     not null,
    status         text        not null default 'pending' check (status in (
        'pending', 'reminded', 'overdue', 'completed', 'cancelled')),
    changed_at     timestamptz not null
);

comment on column task.track_tasks.target_user_id is 'id or display name; empty for everybody in the group';
comment on column task.track_tasks.auto_cancel is 'whether an answer of the target cancels it';

create index track_tasks_open on task.track_tasks (group_id) where status in ('pending', 'reminded', 'overdue');
create index track_tasks_deadline on task.track_tasks (deadline) where status in ('pending', 'reminded');
