-- what somebody should know of, and who was told
create schema alert;

create table alert.alert_rules (
    name      text    primary key,
    level     text    not null check (level in ('critical', 'warning', 'info')),
    code      text,
    threshold integer not null default 1 check (threshold > 0),
    span      text    not null default '10m',
    dedup     text    not null default '10m',
    escalate  integer check (escalate > 0),
    actions   text[]  not null default '{notify}',
    active    boolean not null default true
);

comment on column alert.alert_rules.level is 'the least grave level the rule is for';
comment on column alert.alert_rules.code is 'the code the rule is for; every one if null';
comment on column alert.alert_rules.threshold is 'so many occurrences within the span are needed';
comment on column alert.alert_rules.escalate is 'so many occurrences within the span make the alert critical';

insert into alert.alert_rules (name, level, threshold, escalate)
values ('critical', 'critical', 1, null),
       ('repeated-warning', 'warning', 3, 10);

create table alert.alert_history (
    id              uuid        primary key,
    level           text        not null check (level in ('critical', 'warning', 'info')),
    code            text        not null,
    fingerprint     text        not null,
    data            jsonb       not null,
    run_id          uuid,
    node_id         text,
    raised_at       timestamptz not null,
    escalated_at    timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text
);

comment on column alert.alert_history.fingerprint is 'the same for what is the same alert when it comes again';

create index alert_history_fingerprint on alert.alert_history (fingerprint, raised_at desc);
create index alert_history_raised on alert.alert_history (raised_at desc);

-- each time an alert came
create table alert.occurrences (
    key      text        primary key,
    alert_id uuid        not null,
    code     text        not null,
    run_id   uuid        not null,
    at       timestamptz not null
);

create index occurrences_code on alert.occurrences (code, at desc);

-- each time a rule held
create table alert.rule_matches (
    key     text        primary key,
    rule    text        not null,
    subject text        not null,
    run_id  uuid        not null,
    at      timestamptz not null
);

create index rule_matches_subject on alert.rule_matches (rule, subject, at desc);

create table alert.notifications (
    id         uuid        primary key,
    key        text        not null unique,
    alert_id   uuid,
    channel    text        not null,
    recipient  text        not null,
    content    text        not null,
    status     text        not null check (status in ('pending', 'sending', 'sent', 'failed', 'unknown')),
    attempts   integer     not null default 0,
    next_at    timestamptz not null,
    error      text,
    run_id     uuid,
    node_id    text,
    created_at timestamptz not null,
    sending_at timestamptz,
    sent_at    timestamptz
);

comment on column alert.notifications.key is 'the wish behind it; a second one with the same key is not taken';
comment on column alert.notifications.status is 'unknown: the process died while it was sent; it is not sent again';

create index notifications_pending on alert.notifications (next_at) where status = 'pending';
create index notifications_sending on alert.notifications (sending_at) where status = 'sending';
create index notifications_popup on alert.notifications (created_at desc) where channel = 'popup';
